package winnow.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doctor names what is wrong and what to do about it, and leaves everything as it is. */
class DoctorIT {
  @TempDir Path folder;
  private final FeedServer server = new FeedServer();
  private Workspace workspace;

  @BeforeEach
  void serve() throws Exception {
    try (InputStream in = SampleWeek.class.getResourceAsStream("week/cs.LG_2025-03-17.rss.xml")) {
      server.serve("/cs.LG", in.readAllBytes());
    }
    workspace = new Workspace(folder).arxiv("cs.LG", server.address("/cs.LG"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void doctor_feedsNeverAsked_asksThemAndKeepsNothing() {
    server.serve(
        "/page",
        new FeedServer.Answer(
            200, "<html><body>No</body></html>".getBytes(StandardCharsets.UTF_8), "text/html"));
    workspace
        .rss("gone", server.address("/nothing-here"))
        .rss("page", server.address("/page"))
        .rss("silent", "http://127.0.0.1:1/feed");

    CommandLineRun doctor = workspace.run("doctor");

    assertThat(doctor.status()).as(doctor.err()).isEqualTo(Winnow.FAILURES);
    assertThat(doctor.out())
        .containsPattern("ok +arxiv:cs.LG: well")
        .containsPattern("WRONG +gone: refused: HTTP 404.*; check its address")
        .containsPattern("WRONG +page: broken: .*HTML.*; look at what is served there")
        .containsPattern("WRONG +silent: unreachable: .*; check its address and this machine's");
    assertThat(workspace.records()).allSatisfy((topic, count) -> assertThat(count).isZero());
    assertThat(workspace.run("once", "--json").json().get("papers").get("new").asInt())
        .isPositive();
  }

  @Test
  void doctor_offline_saysHowFeedsWereWhenLastAsked() {
    CommandLineRun never = workspace.run("doctor", "--offline");
    workspace.once("2025-03-17T22:00:00Z");
    server.clear();

    CommandLineRun later = workspace.run("doctor", "--offline");

    assertThat(never.status()).as(never.out()).isZero();
    assertThat(never.out()).contains("topics: none yet").doesNotContain("arxiv:cs.LG");
    assertThat(later.status()).as(later.out()).isZero();
    assertThat(later.out()).contains("arxiv:cs.LG: well, last asked 2025-03-17T22:00:00Z");
  }

  @Test
  void doctor_clockBehindWhatIsRecorded_saysSo() {
    workspace.once("2126-03-17T22:00:00Z");

    CommandLineRun doctor = workspace.run("doctor", "--offline");

    assertThat(doctor.status()).isEqualTo(Winnow.FAILURES);
    assertThat(doctor.out())
        .containsPattern("WRONG +clock: .* is before 2126-03-17.*; set the machine's clock");
  }

  @Test
  void doctor_dataIsAFile_saysWhatToDo() throws Exception {
    Files.writeString(workspace.data(), "no folder");

    CommandLineRun doctor = workspace.run("doctor");

    assertThat(doctor.status()).isEqualTo(Winnow.FAILURES);
    assertThat(doctor.out()).containsPattern("WRONG +disk: .*; see --data");
  }

  @Test
  void doctor_noBroker_saysWhatToDo() throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("cluster.yaml"), "kafka: {bootstrap: \"127.0.0.1:1\"}\nfeeds: []\n");

    CommandLineRun doctor =
        CommandLineRun.of(
            "doctor", "--config", config.toString(), "--data", folder.resolve("d").toString());

    assertThat(doctor.status()).isEqualTo(Winnow.FAILURES);
    assertThat(doctor.out())
        .containsPattern("WRONG +broker: 127.0.0.1:1 does not answer; start it, or see kafka:");
  }

  @Test
  void doctor_dataHeldByAnother_saysToWait() {
    try (DataFolder held = DataFolder.hold(workspace.data()).orElseThrow()) {
      CommandLineRun doctor = workspace.run("doctor");

      assertThat(held.broker()).doesNotExist();
      assertThat(doctor.status()).isEqualTo(Winnow.FAILURES);
      assertThat(doctor.out()).containsPattern("WRONG +data: another run holds .*; wait until");
    }
  }
}
