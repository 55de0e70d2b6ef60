/**
 * arXiv's daily feeds: RSS 2.0 as served since 2024, its Atom twin, and the RDF of before.
 *
 * <p>Start with {@link winnow.ingest.arxiv.Arxiv}. Nothing here judges whether a batch is whole.
 */
@NullMarked
package winnow.ingest.arxiv;

import org.jspecify.annotations.NullMarked;
