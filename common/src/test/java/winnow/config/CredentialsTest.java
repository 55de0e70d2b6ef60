package winnow.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
  @TempDir Path folder;

  @Test
  void of_valuesAndFiles_areFoundAndNeverPrinted() throws Exception {
    Path file = Files.writeString(folder.resolve("secret"), "s3cret\n");

    Credentials found =
        Credentials.of(
            Map.of(
                "WINNOW_REDDIT_CLIENT_ID",
                " id ",
                "WINNOW_REDDIT_CLIENT_SECRET_FILE",
                file.toString()));

    assertThat(found.redditId()).isEqualTo("id");
    assertThat(found.redditSecret()).isEqualTo("s3cret");
    assertThat(found.opens("oauth")).isTrue();
    assertThat(found.opens("token")).isFalse();
    assertThat(found.opens("anonymous")).isTrue();
    assertThat(found.toString()).doesNotContain("s3cret");
  }

  @Test
  void of_anEmptyEnvironment_isNone() throws Exception {
    assertThat(Credentials.of(Map.of("WINNOW_REDDIT_CLIENT_ID", " "))).isEqualTo(Credentials.NONE);
  }

  @Test
  void of_halfAPairOrAMissingFile_saysWhichVariable() {
    assertThatThrownBy(() -> Credentials.of(Map.of("WINNOW_REDDIT_FEED_TOKEN", "t")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("WINNOW_REDDIT_FEED_USER");
    assertThatThrownBy(
            () -> Credentials.of(Map.of("WINNOW_REDDIT_CLIENT_ID_FILE", folder + "/none")))
        .hasMessage(
            "WINNOW_REDDIT_CLIENT_ID_FILE names a file that cannot be read: " + folder + "/none");
  }
}
