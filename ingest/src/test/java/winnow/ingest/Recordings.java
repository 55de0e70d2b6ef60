package winnow.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import winnow.http.Document;

/** The documents that tests read: real formats, our own words. */
public final class Recordings {
  private Recordings() {}

  /** One of the files beside the tests, for example {@code arxiv/batch.rss.xml}. */
  public static byte[] bytes(String name) {
    try (InputStream in = Recordings.class.getResourceAsStream("/winnow/ingest/" + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String text(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  public static Document document(String name) {
    return new Document(bytes(name), null, URI.create("https://feeds.example.org/" + name));
  }

  public static Document document(byte[] bytes, String contentType) {
    return new Document(bytes, contentType, URI.create("https://feeds.example.org/feed"));
  }

  public static Document of(String text) {
    return document(text.getBytes(StandardCharsets.UTF_8), null);
  }
}
