/**
 * arXiv's announcements, day by day: what the feed gave, what second witnesses say, and what
 * follows. Pure.
 *
 * <p>Start with {@link winnow.ingest.announcement.Days}; the rule is in {@link
 * winnow.ingest.announcement.Verdicts}.
 */
@NullMarked
package winnow.ingest.announcement;

import org.jspecify.annotations.NullMarked;
