package winnow.publish.shortlist;

import org.jspecify.annotations.Nullable;
import winnow.model.Decision;
import winnow.model.Post;

/** One thing to take into account of a candidate: a decision, a post, or its place in its day. */
record Fact(@Nullable Decision decision, @Nullable Post post, @Nullable Boolean chosen) {
  static Fact of(Decision decision) {
    return new Fact(decision, null, null);
  }

  static Fact of(Post post) {
    return new Fact(null, post, null);
  }

  static Fact chosen(boolean chosen) {
    return new Fact(null, null, chosen);
  }
}
