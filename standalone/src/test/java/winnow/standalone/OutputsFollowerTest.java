package winnow.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.model.ShortlistEntry;
import winnow.publish.shortlist.ShortlistView;

class OutputsFollowerTest {
  @TempDir Path folder;
  private final Standing shortlist = new Standing();

  @Test
  void run_nothingHeardYet_writesNothing() throws Exception {
    OutputsFollower follower = follower(folder.resolve("out"));

    follower.run();
    follower.run();

    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void run_shortlistChangedAndStoodStill_writesOnceUntilItChangesAgain() throws Exception {
    Path feed = folder.resolve("out/shortlist.atom");
    OutputsFollower follower = follower(folder.resolve("out"));

    shortlist.revision = 7;
    follower.run();
    assertThat(feed).doesNotExist();
    follower.run();
    assertThat(feed).exists();

    Files.delete(feed);
    follower.run();
    assertThat(feed).doesNotExist();
    shortlist.revision = 8;
    follower.run();
    follower.run();
    assertThat(feed).exists();
  }

  @Test
  void run_folderCannotBeMade_goesOnAndWritesAtTheNextChange() throws Exception {
    Path inTheWay = Files.writeString(folder.resolve("out"), "a file");
    OutputsFollower follower = follower(inTheWay);

    shortlist.revision = 1;
    follower.run();
    follower.run();
    Files.delete(inTheWay);
    shortlist.revision = 2;
    follower.run();
    follower.run();

    assertThat(inTheWay.resolve("shortlist.atom")).exists();
  }

  private OutputsFollower follower(Path out) throws Exception {
    return new OutputsFollower(new Outputs(out, Options.profile("ml-safety")), shortlist);
  }

  private static final class Standing implements ShortlistView {
    private long revision;

    @Override
    public List<ShortlistEntry> entries() {
      return List.of();
    }

    @Override
    public long revision() {
      return revision;
    }
  }
}
