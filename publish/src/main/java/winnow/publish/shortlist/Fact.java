package winnow.publish.shortlist;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import winnow.model.Decision;
import winnow.model.Post;
import winnow.model.Score.Reason;

/**
 * One thing to take into account of a candidate: a decision, a post, or its place in its day.
 *
 * @param chosen whether it is among the best of the day
 * @param near why it lost points to one much like it; absent where it did not
 * @param day the day that says so; two days' words may come in any order
 */
record Fact(
    @Nullable Decision decision,
    @Nullable Post post,
    @Nullable Boolean chosen,
    @Nullable Reason near,
    @Nullable LocalDate day) {
  static Fact of(Decision decision) {
    return new Fact(decision, null, null, null, null);
  }

  static Fact of(Post post) {
    return new Fact(null, post, null, null, null);
  }

  static Fact chosen(LocalDate day, @Nullable Reason near) {
    return new Fact(null, null, true, near, day);
  }

  static Fact displaced(LocalDate day) {
    return new Fact(null, null, false, null, day);
  }
}
