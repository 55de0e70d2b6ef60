package winnow.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds the embedded broker and local state, held by one run at a time. The hold is
 * the operating system's, so it ends with the process however that ends.
 */
final class DataFolder implements AutoCloseable {
  private final Path root;
  private final FileChannel channel;
  private final FileLock lock;

  private DataFolder(Path root, FileChannel channel, FileLock lock) {
    this.root = root;
    this.channel = channel;
    this.lock = lock;
  }

  /** Holds the folder, making it where it is missing; empty if another run holds it. */
  static Optional<DataFolder> hold(Path root) {
    try {
      Files.createDirectories(root);
      FileChannel channel =
          FileChannel.open(lockFile(root), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = lock(channel);
      if (lock == null) {
        channel.close();
        return Optional.empty();
      }
      channel.truncate(0);
      return Optional.of(new DataFolder(root, channel, lock));
    } catch (IOException e) {
      throw new UncheckedIOException("--data cannot be used: " + root, e);
    }
  }

  /** Where the run that holds the folder has its broker; empty if nobody holds it. */
  static Optional<String> broker(Path root) {
    if (!Files.exists(lockFile(root))) {
      return Optional.empty();
    }
    try (FileChannel channel = FileChannel.open(lockFile(root), StandardOpenOption.WRITE)) {
      FileLock lock = lock(channel);
      if (lock != null) {
        lock.release();
        return Optional.empty();
      }
      String address = Files.readString(lockFile(root)).strip();
      return address.isEmpty() ? Optional.empty() : Optional.of(address);
    } catch (IOException e) {
      throw new UncheckedIOException("--data cannot be read: " + root, e);
    }
  }

  /** Tells other commands where the broker is. */
  void announce(String bootstrap) {
    try {
      channel.truncate(0);
      channel.write(ByteBuffer.wrap((bootstrap + "\n").getBytes(StandardCharsets.UTF_8)), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("--data cannot be written: " + root, e);
    }
  }

  Path broker() {
    return root.resolve("broker");
  }

  Path state() {
    return root.resolve("state");
  }

  @Override
  public void close() {
    try {
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("--data cannot be let go: " + root, e);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  private static Path lockFile(Path root) {
    return root.resolve("winnow.lock");
  }
}
