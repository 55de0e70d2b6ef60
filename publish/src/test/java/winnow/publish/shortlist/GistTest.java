package winnow.publish.shortlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GistTest {
  @ParameterizedTest
  @CsvSource({
    // real titles; near or not
    "Practical Poisoning Attacks against Retrieval-Augmented Generation, Traceback of Poisoning Attacks to Retrieval-Augmented Generation, true",
    "Multi-turn Jailbreaking Attack in Multi-Modal Large Language Models, Knowledge-Driven Multi-Turn Jailbreaking on Large Language Models, true",
    "Weak-to-Strong Generalization, Refusal in Language Models Is Mediated by a Single Direction, false",
    "A New Method for Large Language Models, A Novel Approach to Large Language Models, false",
    ", , false",
  })
  void likeness_titles_nearFromTheBar(@Nullable String one, @Nullable String other, boolean near) {
    double likeness = Gist.of(one, null).likeness(Gist.of(other, null));

    assertThat(likeness >= Day.NEAR).as("likeness %s", likeness).isEqualTo(near);
  }

  @Test
  void of_casePluralsAndAccents_areTheSame() {
    assertThat(Gist.of("JAILBREAKS naïve", null)).isEqualTo(Gist.of("jailbreak naive", null));
  }

  @Property
  void likeness_anyTexts_symmetricAndWithinBounds(
      @ForAll("texts") String one, @ForAll("texts") String other) {
    Gist a = Gist.of(one, other);
    Gist b = Gist.of(other, null);

    assertThat(a.likeness(b)).isEqualTo(b.likeness(a)).isBetween(0.0, 1.0);
    if (!a.words().isEmpty()) {
      assertThat(a.likeness(a)).isCloseTo(1, within(1e-9));
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of("backdoor", "trigger", "model", "steering", "probe", "a")
        .list()
        .ofMaxSize(40)
        .map(words -> String.join(" ", words));
  }
}
