package winnow.enrich;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import winnow.enrich.score.Model;
import winnow.model.Profile;

/** Where ranking models come from: those that are bundled, and files. */
public final class Models {
  private Models() {}

  /** The profile's model, where it names one. */
  public static @Nullable Model of(Profile profile) {
    return profile.model() == null ? null : named(profile.model());
  }

  /**
   * The bundled model of that name, else the file at that path.
   *
   * @throws UncheckedIOException if there is neither, or what is there is not a whole model
   */
  public static Model named(String nameOrPath) {
    try (InputStream in = Models.class.getResourceAsStream("models/" + nameOrPath + ".model")) {
      return Model.read(in == null ? Files.readAllBytes(Path.of(nameOrPath)) : in.readAllBytes());
    } catch (IOException | IllegalArgumentException e) {
      throw new UncheckedIOException(
          "model " + nameOrPath + " cannot be used: " + reason(e), new IOException(e));
    }
  }

  private static String reason(Exception e) {
    return e instanceof java.nio.file.NoSuchFileException
        ? "neither a bundled model nor a file"
        : String.valueOf(e.getMessage());
  }
}
