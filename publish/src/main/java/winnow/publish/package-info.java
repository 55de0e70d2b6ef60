/**
 * For people and bots: the shortlist, the curators' page, the newsletter draft.
 *
 * <p>Start with {@link winnow.publish.Publish}, the worker's parts list.
 */
@NullMarked
package winnow.publish;

import org.jspecify.annotations.NullMarked;
