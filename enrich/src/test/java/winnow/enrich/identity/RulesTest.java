package winnow.enrich.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import winnow.enrich.identity.Likeness.Named;
import winnow.model.Identifier;

class RulesTest {
  private static final Identifier PAPER = Identifier.parse("arxiv:2403.00001");
  private static final Identifier OTHER = Identifier.parse("arxiv:2403.00002");
  private static final List<Wording> PUT =
      List.of(
          Wording.of(
              "Sparrow: Teaching small models to say what they do not know",
              List.of("Ana Álvarez", "Bo Chen", "Carla de Souza"),
              "Small language models answer where they should be silent. We teach one to tell what"
                  + " it knows by the spread of its own answers, and measure how often it is right"
                  + " to be silent on three sets of questions."),
          Wording.of(
              "[R] Teaching small models to say what they don't know (Sparrow, part II)",
              List.of("Bo Chen"),
              null),
          Wording.of(
              "Reward hacking in $\\epsilon$-greedy agents, revisited",
              List.of("D. Müller", "E. O'Neil"),
              "An agent that explores at random finds the reward's mistakes sooner than its goal."));

  /** What names are keyed and compared by may not change under a version that remembers. */
  @Test
  void version_isRaisedWhenWordsAreKeyedOrComparedOtherwise() {
    StringBuilder all = new StringBuilder();
    for (Wording one : PUT) {
      for (String key : one.keys()) {
        all.append(key).append(' ').append(Keys.most(key)).append(' ');
        all.append(Keys.meet(key, PAPER, OTHER)).append(' ');
      }
      PUT.forEach(other -> all.append(Likeness.of(one, other, Named.APART)));
    }
    CRC32 sum = new CRC32();
    sum.update(all.toString().getBytes(StandardCharsets.UTF_8));

    assertThat("version " + Rules.VERSION + " " + Long.toHexString(sum.getValue()))
        .as("raise Rules.VERSION and pin what follows from it: %s", all)
        .isEqualTo("version 5 2b713b1");
  }
}
