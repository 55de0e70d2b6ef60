package winnow.enrich.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.model.Identifier;

class KeysTest {
  /** So many that ten pairs of them would share a hash of 32 bits. */
  private static final int MANY = 300_000;

  private static final Identifier PAPER = Identifier.parse("arxiv:2403.00001");
  private static final Identifier OTHER = Identifier.parse("arxiv:2403.00002");
  private static final Identifier PAGE = Identifier.parse("url:https://blog.example/1");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Counting Corncrakes at Dusk | Counting corncrakes, at dusk! | true
          Turbo: Corncrakes That Count | Turbo: Corncrakes That Cannot | true
          Turbo: A Plug-In for Vision-Language Models | Turbo: Diffusion at Half the Cost | false
          Federated Learning for Speech | Federated Learning of Graphs | false
          """)
  void meet_byTitlesAlone_arxivIdsOnlyWhereChanceIsNoReason(
      String one, String other, boolean theyMeet) {
    Set<String> shared =
        shared(Wording.of(one, List.of(), null), Wording.of(other, List.of(), null));

    assertThat(shared).as("a page meets a paper").anyMatch(key -> Keys.meet(key, PAPER, PAGE));
    assertThat(shared.stream().anyMatch(key -> Keys.meet(key, PAPER, OTHER))).isEqualTo(theyMeet);
  }

  @Test
  void meet_sameTeam_arxivIdsDoNot() {
    List<String> team = List.of("Ada Byron", "Grace Hopper");

    Set<String> shared =
        shared(
            Wording.of("Counting Corncrakes", team, "A barley scythe."),
            Wording.of("A Remedy for Lawnmowers", team, "One wheelbarrow more."));

    assertThat(shared).isNotEmpty().allMatch(key -> Keys.meet(key, PAPER, PAGE));
    assertThat(shared).noneMatch(key -> Keys.meet(key, PAPER, OTHER));
  }

  @Test
  void meet_sameAbstract_arxivIdsDo() {
    String text = "A barley scythe mows what the corncrake hides.";

    Set<String> shared =
        shared(
            Wording.of("Counting Corncrakes", List.of(), text),
            Wording.of("A Remedy for Lawnmowers", List.of(), text));

    assertThat(shared).singleElement().matches(key -> Keys.meet(key, PAPER, OTHER));
  }

  @Test
  void of_manyWords_noTwoShareAKey() {
    Random chance = new Random(5);
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < MANY; i++) {
      keys.addAll(Keys.of(Wording.of(letters(chance), List.of(), null)));
    }

    assertThat(keys).as("each is a title and a word").hasSize(2 * MANY);
  }

  private static String letters(Random chance) {
    StringBuilder letters = new StringBuilder();
    while (letters.length() < 12) {
      letters.append((char) ('a' + chance.nextInt(26)));
    }
    return letters.append('k').toString();
  }

  private static Set<String> shared(Wording one, Wording other) {
    Set<String> shared = new TreeSet<>(one.keys());
    shared.retainAll(other.keys());
    return shared;
  }
}
