/**
 * The newsletter: a draft of an edition, as Markdown and as HTML, and the outgoing feed. Pure:
 * values in, text out; no clock, no input or output.
 *
 * <p>Start with {@link winnow.publish.letter.Draft}, which says what an edition holds and in which
 * order; {@link winnow.publish.letter.Markdown} and {@link winnow.publish.letter.Html} only write
 * it down. Titles, headings and texts are strangers' words: whatever they hold, they come out as
 * text.
 */
@NullMarked
package winnow.publish.letter;

import org.jspecify.annotations.NullMarked;
