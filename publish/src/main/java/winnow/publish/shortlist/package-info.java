/**
 * From papers, decisions and posts to the shortlist: the rule, pure, and one topology around it.
 *
 * <p>Start with {@link winnow.publish.shortlist.Standing}, which says where an entry stands.
 */
@NullMarked
package winnow.publish.shortlist;

import org.jspecify.annotations.NullMarked;
