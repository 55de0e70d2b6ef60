package winnow.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnceIT {
  private static final String NOW = "2025-03-17T22:00:00Z";

  @TempDir Path folder;
  private final FeedServer server = new FeedServer();
  private Workspace workspace;

  @BeforeEach
  void serve() throws Exception {
    server.serve("/cs.LG", week("cs.LG_2025-03-17.rss.xml"));
    server.serve("/cs.CR", week("cs.CR_2025-03-17.rss.xml"));
    workspace =
        new Workspace(folder)
            .arxiv("cs.LG", server.address("/cs.LG"))
            .arxiv("cs.CR", server.address("/cs.CR"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void once_againWithNothingNew_writesNothingButFeeds() {
    CommandLineRun first = workspace.once(NOW);
    Map<String, Long> before = workspace.records();

    CommandLineRun second = workspace.once(NOW);

    assertThat(first.status()).as(first.err()).isZero();
    assertThat(first.json().get("papers").get("new").asInt()).isPositive();
    assertThat(second.status()).as(second.err()).isZero();
    assertThat(second.json().get("feeds").get("unchanged").asInt()).isEqualTo(2);
    assertThat(workspace.records()).isEqualTo(before);
  }

  @Test
  void once_whileAnotherHoldsTheData_saysSoAndTouchesNothing() {
    try (DataFolder held = DataFolder.hold(workspace.data()).orElseThrow()) {
      CommandLineRun run = workspace.once(NOW);

      assertThat(run.status()).isEqualTo(Winnow.HELD);
      assertThat(run.err()).contains("another run holds").contains(workspace.data().toString());
      assertThat(held.broker()).doesNotExist();
    }
  }

  @Test
  void once_unknownSetting_namesFileLineAndRemedy() throws Exception {
    Path config = Files.writeString(folder.resolve("bad.yaml"), "feeds: []\nshortlst: {}\n");

    CommandLineRun run = CommandLineRun.of("once", "--config", config.toString());

    assertThat(run.status()).isEqualTo(Winnow.UNUSABLE);
    assertThat(run.err()).contains(config + ":2").contains("shortlst").contains("shortlist");
  }

  @Test
  void decide_approveThenUndo_isOnTheShortlistAtOnce() {
    workspace.once(NOW);
    String id = workspace.papers().keySet().iterator().next();

    CommandLineRun approved =
        workspace.run("decide", id, "approve", "--edition", "3", "--by", "a-curator");
    CommandLineRun afterApproval = workspace.run("export");
    workspace.run("decide", id, "undo", "--by", "a-curator");
    CommandLineRun afterUndo = workspace.run("export");

    assertThat(approved.status()).as(approved.err()).isZero();
    assertThat(afterApproval.out()).contains("\"status\":\"approved\"").contains("a-curator");
    assertThat(afterUndo.out()).doesNotContain("\"status\":\"approved\"");
  }

  @Test
  void decide_unknownPaperOrSection_recordsNothing() {
    workspace.once(NOW);
    String id = workspace.papers().keySet().iterator().next();

    CommandLineRun noPaper = workspace.run("decide", "arxiv:9912.99999", "approve");
    CommandLineRun noSection = workspace.run("decide", id, "approve", "--section", "Cooking");

    assertThat(noPaper.status()).isEqualTo(Winnow.UNUSABLE);
    assertThat(noPaper.err()).contains("arxiv:9912.99999");
    assertThat(noSection.status()).isEqualTo(Winnow.UNUSABLE);
    assertThat(noSection.err()).contains("Cooking").contains("Monitoring");
    assertThat(workspace.run("export", "--topic", "decisions").out()).isEmpty();
  }

  @Test
  void topicsAndDoctor_afterARun_findNothingWrong() {
    workspace.once(NOW);

    CommandLineRun topics = workspace.run("topics", "check");
    CommandLineRun doctor = workspace.run("doctor", "--offline");

    assertThat(topics.out()).contains("topics as they should be");
    assertThat(topics.status()).isZero();
    assertThat(doctor.out()).contains("arxiv:cs.LG: well").doesNotContain("WRONG");
    assertThat(doctor.status()).isZero();
  }

  private static byte[] week(String name) throws Exception {
    try (InputStream in = SampleWeek.class.getResourceAsStream("week/" + name)) {
      return in.readAllBytes();
    }
  }
}
