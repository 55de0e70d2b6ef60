package winnow.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.model.FeedId;
import winnow.model.Sighting;

/** What every source promises. Each implementation's test extends it. */
public abstract class SourceContract {
  protected static final Instant NOW = Instant.parse("2026-06-03T06:00:00Z");

  protected abstract Source source();

  /** Names of recordings that are this source's. */
  protected abstract List<String> recordings();

  protected FeedId feed() {
    return new FeedId(source().name() + ":example");
  }

  protected Reading read(String recording) throws UnreadableFeedException {
    return source().read(feed(), Recordings.document(recording), NOW);
  }

  @Test
  void read_sameBytesTwice_saysTheSameInTheSameOrder() throws Exception {
    for (String recording : recordings()) {
      assertThat(read(recording)).as(recording).isEqualTo(read(recording));
    }
  }

  @Test
  void read_itsRecordings_saysSomethingAndNamesFeedAndTime() throws Exception {
    for (String recording : recordings()) {
      List<Sighting> sightings = read(recording).sightings();

      assertThat(sightings).as(recording).isNotEmpty();
      assertThat(sightings).allMatch(sighting -> sighting.feed().equals(feed()));
      assertThat(sightings).allMatch(sighting -> sighting.seenAt().equals(NOW));
    }
  }

  @Test
  void read_itsRecordings_countsEveryEntryOnce() throws Exception {
    for (String recording : recordings()) {
      Reading reading = read(recording);
      Memory.Heard heard = Memory.hear(List.of(), reading);

      assertThat(reading.entries())
          .as(recording)
          .isEqualTo(heard.fresh() + heard.known() + reading.ignored() + reading.rejected().size());
    }
  }

  @Test
  void read_documentCutOffAnywhere_isUnreadableOrSaysSo() {
    for (String recording : recordings()) {
      byte[] whole = Recordings.text(recording).strip().getBytes(StandardCharsets.UTF_8);
      for (int tenth = 1; tenth < 10; tenth++) {
        byte[] part = Arrays.copyOf(whole, whole.length * tenth / 10);
        assertThat(saysThatItIsCut(part)).as(recording + " cut off at " + part.length).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   \n",
        "<!DOCTYPE html><html><body>Are you a robot?</body></html>",
        "<html><head><title>Blocked</title></head><body/></html>",
        "<!-- nothing -->",
        "Service temporarily down",
        "{\"message\": \"Forbidden\", \"error\": 403}",
        "[]x",
        "<opml version=\"2.0\"><body/></opml>",
        "<!DOCTYPE rss [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><rss version=\"2.0\"/>"
      })
  void read_whatIsNoFeed_isUnreadableWithAReason(String document) {
    assertThatThrownBy(() -> source().read(feed(), Recordings.of(document), NOW))
        .isInstanceOf(UnreadableFeedException.class)
        .message()
        .isNotBlank();
  }

  private boolean saysThatItIsCut(byte[] part) {
    try {
      return source().read(feed(), Recordings.document(part, null), NOW).cut() != null;
    } catch (UnreadableFeedException refused) {
      return true;
    }
  }
}
