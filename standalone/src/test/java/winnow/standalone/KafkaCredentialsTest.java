package winnow.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.standalone.KafkaCredentials.Finding;

class KafkaCredentialsTest {
  @TempDir Path folder;

  @Test
  void of_noSecurity_findsNothing() {
    assertThat(KafkaCredentials.of(Map.of("linger.ms", "5"))).isEmpty();
  }

  @Test
  void of_whatIsSet_isNamedAndNeverShown() {
    var found =
        KafkaCredentials.of(
            Map.of(
                "security.protocol", "SASL_SSL",
                "sasl.jaas.config", "module required username=\"u\" password=\"hidden\";",
                "ssl.truststore.password", "hidden"));

    assertThat(found)
        .containsExactly(
            new Finding("sasl.jaas.config", true, "set"),
            new Finding("ssl.truststore.password", true, "set"));
    assertThat(found.toString()).doesNotContain("hidden");
  }

  @Test
  void of_saslWithoutALogin_isWrong() {
    assertThat(KafkaCredentials.of(Map.of("security.protocol", "sasl_plaintext")))
        .containsExactly(
            new Finding(
                "sasl.jaas.config", false, "not set, and security.protocol is SASL_PLAINTEXT"));
    assertThat(KafkaCredentials.of(Map.of("sasl.jaas.config", " ")))
        .containsExactly(new Finding("sasl.jaas.config", false, "empty"));
  }

  @Test
  void of_aFile_isWellIfItCanBeRead() throws Exception {
    Path there = Files.writeString(folder.resolve("trust.jks"), "x");
    Path gone = folder.resolve("gone.jks");

    assertThat(KafkaCredentials.of(Map.of("ssl.truststore.location", there.toString())))
        .containsExactly(new Finding("ssl.truststore.location", true, there.toString()));
    assertThat(KafkaCredentials.of(Map.of("ssl.keystore.location", gone.toString())))
        .containsExactly(
            new Finding("ssl.keystore.location", false, gone + " is no file that can be read"));
  }
}
