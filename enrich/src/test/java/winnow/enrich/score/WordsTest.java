package winnow.enrich.score;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
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
  void mention_phraseInText_asWholeWords(String phrase, String text, boolean mentioned) {
    assertThat(Words.of(text).mention(Words.of(phrase))).isEqualTo(mentioned);
  }

  @Property
  void mention_anyTexts_neverFails(@ForAll String phrase, @ForAll String text) {
    assertThat(Words.of(text).mention(Words.of(phrase))).isIn(true, false);
  }

  @Property
  void of_anyText_isTheSameAgain(@ForAll String text) {
    Words words = Words.of(text);

    assertThat(Words.of(words.spaced())).isEqualTo(words);
  }
}
