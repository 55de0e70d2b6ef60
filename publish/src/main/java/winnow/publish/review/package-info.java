/**
 * The curators' page: the shortlist, live, and the newsletter's draft. It reads and shows; it
 * decides nothing.
 *
 * <p>Start with {@link winnow.publish.review.ReviewPage}, which serves it. {@code Filter} is what a
 * curator asked for, {@code Listing} what follows from it, {@code ListPart} and {@code Card} how it
 * looks; these are pure. All markup goes through {@code Tag}, which escapes.
 */
@NullMarked
package winnow.publish.review;

import org.jspecify.annotations.NullMarked;
