package winnow.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * More lines than memory holds, in files by where they belong: what belongs together is read
 * together. Many threads may add.
 */
final class Scattered implements AutoCloseable {
  /** Each of ten million papers' lines fits in memory. */
  static final int FILES = 512;

  private static final int BUFFER = 32 << 10;

  private final Path folder;
  private final DataOutputStream[] files = new DataOutputStream[FILES];

  /** What is done with a line. */
  interface Reader {
    void line(long one, long other, String text);
  }

  Scattered(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    for (int i = 0; i < FILES; i++) {
      files[i] =
          new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(path(i)), BUFFER));
    }
  }

  /**
   * Adds a line.
   *
   * @param place the same for what belongs together
   */
  void add(long place, long one, long other, String text) throws IOException {
    DataOutputStream file = files[(int) Math.floorMod(place, (long) FILES)];
    synchronized (file) {
      file.writeBoolean(true);
      file.writeLong(one);
      file.writeLong(other);
      file.writeUTF(text);
    }
  }

  /** Reads a file once, when nobody adds to it any more, and removes it. */
  void read(int file, Reader reader) throws IOException {
    files[file].writeBoolean(false);
    files[file].close();
    try (DataInputStream lines =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(path(file)), BUFFER))) {
      while (lines.readBoolean()) {
        reader.line(lines.readLong(), lines.readLong(), lines.readUTF());
      }
    }
    Files.delete(path(file));
  }

  @Override
  public void close() throws IOException {
    for (DataOutputStream file : files) {
      file.close();
    }
  }

  private Path path(int file) {
    return folder.resolve(String.valueOf(file));
  }
}
