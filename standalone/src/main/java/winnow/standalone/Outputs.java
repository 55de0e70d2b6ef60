package winnow.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.kafka.Cluster;
import winnow.kafka.TopicReader;
import winnow.model.Profile;
import winnow.model.ShortlistEntry;
import winnow.publish.letter.AtomFeed;
import winnow.publish.letter.Draft;
import winnow.publish.letter.Html;
import winnow.publish.letter.Markdown;
import winnow.topics.Topics;

/** The newsletter drafts and the outgoing feed, from the shortlist as it stands. */
final class Outputs {
  private final Path folder;
  private final Profile profile;

  Outputs(Path folder, Profile profile) {
    this.folder = folder;
    this.profile = profile;
  }

  /**
   * Writes the current edition's draft and the feed, each whole or not at all, and returns where. A
   * file that would not change is left alone.
   */
  List<Path> write(Cluster cluster) {
    return write(shortlist(cluster));
  }

  /** The same, from entries at hand. */
  List<Path> write(List<ShortlistEntry> entries) {
    Draft draft = draft(entries, null);
    List<Path> written = new ArrayList<>();
    try {
      Files.createDirectories(folder);
      String name = "newsletter-" + draft.edition();
      written.add(replace(folder.resolve(name + ".md"), Markdown.of(draft)));
      written.add(replace(folder.resolve(name + ".html"), Html.page(draft)));
      written.add(replace(folder.resolve("shortlist.atom"), AtomFeed.of(profile, entries)));
    } catch (IOException e) {
      throw new UncheckedIOException("outputs cannot be written: " + folder, e);
    }
    return written;
  }

  String markdown(Cluster cluster, @Nullable Integer edition) {
    return Markdown.of(draft(shortlist(cluster), edition));
  }

  String html(Cluster cluster, @Nullable Integer edition) {
    return Html.page(draft(shortlist(cluster), edition));
  }

  String atom(Cluster cluster) {
    return AtomFeed.of(profile, shortlist(cluster));
  }

  private Draft draft(List<ShortlistEntry> entries, @Nullable Integer edition) {
    return Draft.of(profile, edition == null ? Draft.currentEdition(entries) : edition, entries);
  }

  private static List<ShortlistEntry> shortlist(Cluster cluster) {
    return List.copyOf(new TopicReader(cluster).latest(Topics.SHORTLIST).values());
  }

  private static Path replace(Path file, String text) throws IOException {
    if (Files.exists(file) && Files.readString(file).equals(text)) {
      return file;
    }
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.writeString(part, text);
    return Files.move(
        part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
