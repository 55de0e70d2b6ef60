package winnow.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import winnow.model.FeedId;
import winnow.model.Identifier;
import winnow.model.Sighting;

class MemoryTest {
  private static final FeedId FEED = new FeedId("arxiv:cs.LG");
  private static final Instant NOW = Instant.parse("2026-06-03T06:00:00Z");

  @Test
  void hear_sameDocumentTwice_tellsNothingTheSecondTime() {
    Memory.Heard first = Memory.hear(List.of(), reading(1, 2, 3));
    Memory.Heard second = Memory.hear(first.emitted(), reading(1, 2, 3));

    assertThat(first.sightings()).hasSize(3);
    assertThat(second.sightings()).isEmpty();
    assertThat(second.known()).isEqualTo(3);
    assertThat(second.emitted()).isEqualTo(first.emitted());
  }

  @Test
  void hear_changedEntry_isToldAgain() {
    Sighting before = builder(1).title("before").build();
    Sighting after = builder(1).title("after").build();

    Memory.Heard heard = Memory.hear(Memory.hear(List.of(), of(before)).emitted(), of(after));

    assertThat(heard.sightings()).containsExactly(after);
  }

  @Test
  void hear_onlyTimesChanged_isTheSameEntry() {
    Sighting before = builder(1).publishedAt(NOW).build();
    Sighting after =
        Sighting.of(FEED, "entry-1", before.identifiers(), NOW.plusSeconds(60))
            .publishedAt(NOW.plusSeconds(86_400))
            .build();

    Memory.Heard heard = Memory.hear(Memory.hear(List.of(), of(before)).emitted(), of(after));

    assertThat(heard.sightings()).isEmpty();
  }

  @Test
  void hear_entryTwiceInOneDocument_isToldOnce() {
    Memory.Heard heard = Memory.hear(List.of(), reading(7, 7));

    assertThat(heard.sightings()).hasSize(1);
    assertThat(heard.fresh()).isEqualTo(1);
    assertThat(heard.known()).isEqualTo(1);
  }

  @Test
  void hear_sameBrokenElementTwice_isTurnedAwayOnce() {
    Rejected broken = new Rejected("x", "no id", "<item/>".getBytes(StandardCharsets.UTF_8));
    Reading reading = new Reading(List.of(), List.of(broken), List.of(), null);

    Memory.Heard first = Memory.hear(List.of(), reading);
    Memory.Heard second = Memory.hear(first.emitted(), reading);

    assertThat(first.rejected()).containsExactly(broken);
    assertThat(second.rejected()).isEmpty();
  }

  @Test
  void hear_moreThanCapacity_forgetsTheLongestUnseen() {
    Memory.Heard old = Memory.hear(List.of(), reading(0, 1, 2));
    Memory.Heard seenAgain = Memory.hear(old.emitted(), reading(0));
    int[] many = IntStream.range(10, 10 + Memory.CAPACITY - 1).toArray();

    Memory.Heard full = Memory.hear(seenAgain.emitted(), reading(many));

    assertThat(full.emitted()).hasSize(Memory.CAPACITY);
    assertThat(Memory.hear(full.emitted(), reading(0)).sightings()).isEmpty();
    assertThat(Memory.hear(full.emitted(), reading(1, 2)).sightings()).hasSize(2);
  }

  @Test
  void hear_documentLargerThanCapacity_isRememberedWhole() {
    int[] huge = IntStream.range(0, Memory.CAPACITY + 500).toArray();

    Memory.Heard heard = Memory.hear(Memory.hear(List.of(), reading(-1)).emitted(), reading(huge));

    assertThat(heard.emitted()).hasSize(Memory.CAPACITY + 500);
    assertThat(Memory.hear(heard.emitted(), reading(huge)).sightings()).isEmpty();
  }

  @Property(tries = 200)
  void hear_anyDocumentsInAnyOrder_tellEachEntryOnce(
      @ForAll @Size(max = 8) List<@Size(max = 12) List<@IntRange(max = 20) Integer>> documents) {
    List<String> emitted = List.of();
    List<Sighting> told = new ArrayList<>();
    for (List<Integer> document : documents) {
      Reading reading = reading(document.stream().mapToInt(Integer::intValue).toArray());
      Memory.Heard heard = Memory.hear(emitted, reading);
      assertThat(reading.entries())
          .isEqualTo(heard.fresh() + heard.known() + reading.ignored() + reading.rejected().size());
      emitted = heard.emitted();
      told.addAll(heard.sightings());
    }

    assertThat(told.stream().map(Sighting::entryId))
        .containsExactlyInAnyOrderElementsOf(
            documents.stream().flatMap(List::stream).distinct().map(n -> "entry-" + n).toList());
  }

  @Property(tries = 200)
  void hear_documentInAnotherOrder_tellsNothing(
      @ForAll @Size(max = 20) List<Integer> document, @ForAll long seed) {
    List<Integer> shuffled = new ArrayList<>(document);
    Collections.shuffle(shuffled, new Random(seed));

    Memory.Heard first = Memory.hear(List.of(), reading(ints(document)));
    Memory.Heard second = Memory.hear(first.emitted(), reading(ints(shuffled)));

    assertThat(second.sightings()).isEmpty();
    assertThat(second.emitted()).containsExactlyInAnyOrderElementsOf(first.emitted());
  }

  private static int[] ints(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  private static Reading reading(int... entries) {
    return new Reading(
        IntStream.of(entries).mapToObj(n -> List.of(builder(n).build())).toList(),
        List.of(),
        List.of(),
        null);
  }

  private static Reading of(Sighting sighting) {
    return new Reading(List.of(List.of(sighting)), List.of(), List.of(), null);
  }

  private static Sighting.Builder builder(int n) {
    return Sighting.of(
        FEED, "entry-" + n, List.of(Identifier.parse("url:https://example.org/" + n)), NOW);
  }
}
