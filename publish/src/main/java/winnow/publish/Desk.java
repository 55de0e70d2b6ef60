package winnow.publish;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.config.Settings;
import winnow.kafka.Cluster;
import winnow.model.Profile;
import winnow.publish.letter.AtomFeed;
import winnow.publish.letter.Draft;
import winnow.publish.letter.Html;
import winnow.publish.letter.Markdown;
import winnow.publish.review.ReviewPage;
import winnow.publish.shortlist.ShortlistTail;
import winnow.publish.shortlist.ShortlistView;
import winnow.service.Part;

/** Where curators sit: the review page on the shortlist as it stands. */
public final class Desk implements Part {
  private final ShortlistTail tail;
  private final ReviewPage page;
  private final DecisionLog decisions;

  private Desk(ShortlistTail tail, ReviewPage page, DecisionLog decisions) {
    this.tail = tail;
    this.page = page;
    this.decisions = decisions;
  }

  /**
   * What the desk is made of.
   *
   * @param additions takes papers that curators name
   */
  public static Desk wire(
      Cluster cluster, Settings.Review settings, Profile profile, ReviewPage.Additions additions) {
    ShortlistTail tail = new ShortlistTail(cluster);
    DecisionLog decisions = new DecisionLog(cluster);
    ReviewPage page =
        new ReviewPage(
            settings.host(),
            settings.port(),
            profile,
            tail,
            new Letters(profile, tail),
            decision -> decisions.append(List.of(decision)),
            additions,
            Clock.systemUTC());
    return new Desk(tail, page, decisions);
  }

  @Override
  public void start() {
    tail.start();
    page.start();
  }

  @Override
  public void stop() {
    page.stop();
    tail.stop();
    decisions.close();
  }

  @Override
  public @Nullable String trouble() {
    return tail.trouble() != null ? tail.trouble() : page.trouble();
  }

  /** The port that the page listens on. */
  public int port() {
    return page.port();
  }

  /** The shortlist as it stands. */
  public ShortlistView shortlist() {
    return tail;
  }

  private record Letters(Profile profile, ShortlistView view) implements ReviewPage.Letters {
    @Override
    public String html(@Nullable Integer edition) {
      return Html.body(draft(edition));
    }

    @Override
    public String markdown(@Nullable Integer edition) {
      return Markdown.of(draft(edition));
    }

    @Override
    public String feed() {
      return AtomFeed.of(profile, view.entries());
    }

    private Draft draft(@Nullable Integer edition) {
      int number = edition == null ? Draft.currentEdition(view.entries()) : edition;
      return Draft.of(profile, number, view.entries());
    }
  }
}
