package winnow.standalone;

import java.nio.file.Path;

/** Another run holds the data folder. */
final class HeldException extends RuntimeException {
  private static final long serialVersionUID = 1;

  HeldException(Path data) {
    super("another run holds " + data + "; nothing was touched");
  }
}
