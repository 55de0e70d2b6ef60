package winnow.ingest.reddit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.model.Access;
import winnow.model.Engagement;

/**
 * A post as its readers need it, whichever door it came through. Who posted it is not kept.
 *
 * @param name Reddit's own, {@code t3_…}
 * @param url what a link post points to; a self post's own page
 * @param self whether it is text rather than a link
 * @param links in its text, in their order
 * @param deleted whether it is gone at its source
 */
record Post(
    String name,
    String title,
    @Nullable String url,
    boolean self,
    List<String> links,
    @Nullable Engagement engagement,
    @Nullable Instant postedAt,
    boolean deleted,
    Access access) {
  Post {
    links = List.copyOf(links);
    if (!name.startsWith("t3_")) {
      throw new IllegalArgumentException("not a post's name: " + name);
    }
  }
}
