package winnow.enrich.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhrasesTest {
  @ParameterizedTest
  @CsvSource({
    "backdoor, A backdoor in a model, true",
    "backdoor, Backdoors everywhere, true",
    "backdoor, BACKDOOR: a survey, true",
    "backdoor, (backdoor), true",
    "backdoor, backdoored models, false",
    "backdoor, the antibackdoor, false",
    "risk, asterisk, false",
    "risk, brisk risk, true",
    "risk, risky risks, true",
    // phrases are words in a row
    "reward hacking, On reward hacking, true",
    "reward hacking, reward-hacking agents, true",
    "reward hacking, reward  /  hacking, true",
    "reward hacking, hacking the reward, false",
    "reward hacking, reward is hacking, false",
    "weak to strong, weak-to-strong generalization, true",
    // plurals
    "reward model, reward models, true",
    "dangerous capability, dangerous capabilities, true",
    "vulnerability, Vulnerabilities of LLMs, true",
    "bias, biases, true",
    "safety, safetyish, false",
    "attack, attacked, false",
    "toy, toys, true",
    // accents and letters of other kinds
    "naive, A naïve attack, true",
    "Schrödinger, schrodinger bridges, true",
    "ﬁne tuning, fine-tuning, true",
    "rlhf, RLHF², false",
    "gpt 4, GPT-4, true",
    "gpt 4, GPT-40, false",
    "backdoor, '', false",
  })
  void in_phraseInText_asWholeWords(String phrase, String text, boolean mentioned) {
    assertThat(in(List.of(Words.of(phrase)), text).size()).isEqualTo(mentioned ? 1 : 0);
  }

  @Property
  void in_manyPhrases_findsWhatEachFindsAlone(
      @ForAll("texts") List<String> phrases, @ForAll("texts") List<String> words) {
    String text = String.join(" ", words);
    List<Words> all = phrases.stream().map(Words::of).toList();
    List<Words> alone = new ArrayList<>();
    for (Words phrase : all) {
      alone.addAll(in(List.of(phrase), text));
    }

    assertThat(in(all, text)).containsExactlyInAnyOrderElementsOf(Set.copyOf(alone));
  }

  @Property
  void in_aTextOfThePhraseAlone_findsIt(@ForAll String phrase) {
    Words words = Words.of(phrase);

    assertThat(in(List.of(words), phrase).contains(words)).isEqualTo(!words.isEmpty());
  }

  @Provide
  Arbitrary<List<String>> texts() {
    return Arbitraries.of("reward hacking", "reward", "hacking", "policy", "policies", "hack y", "")
        .list()
        .ofMaxSize(8);
  }

  private static Set<Words> in(List<Words> phrases, String text) {
    return new Phrases(phrases).in(Words.of(text));
  }
}
