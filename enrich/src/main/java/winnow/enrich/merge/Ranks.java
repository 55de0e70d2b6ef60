package winnow.enrich.merge;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.kafka.streams.state.KeyValueStore;
import winnow.enrich.score.Lesson;
import winnow.model.Paper;

/**
 * How the papers of a partition are ranked: by the last lesson that came to it. Made anew only when
 * a lesson comes, since a model takes a moment to read.
 */
final class Ranks {
  /** One lesson is in force. */
  private static final String KEY = "lesson";

  private final KeyValueStore<String, Lesson> lessons;
  private final MergeTopology.Ranking ranking;
  private int number;
  private UnaryOperator<Paper> now;

  Ranks(KeyValueStore<String, Lesson> lessons, MergeTopology.Ranking ranking) {
    this.lessons = lessons;
    this.ranking = ranking;
    Lesson last = Optional.ofNullable(lessons.get(KEY)).orElse(Lesson.NONE);
    this.number = last.number();
    this.now = ranking.after(last);
  }

  UnaryOperator<Paper> now() {
    return now;
  }

  /** Puts a lesson in force; one that came before, or an older one, changes nothing. */
  boolean learn(Lesson lesson) {
    if (lesson.number() <= number) {
      return false;
    }
    now = ranking.after(lesson);
    number = lesson.number();
    lessons.put(KEY, lesson);
    return true;
  }
}
