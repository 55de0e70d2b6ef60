package winnow.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import winnow.config.ConfigException;
import winnow.config.Settings;
import winnow.config.SettingsFile;
import winnow.model.Profile;

/** What every command takes. */
public final class Options {
  private static final Path HERE = Path.of("winnow.yaml");

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "settings (default: winnow.yaml here, else built-in defaults)")
  private @Nullable Path config;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "where the embedded broker and local state live (default: data; for demo a folder"
              + " that goes with it)")
  private @Nullable Path data;

  Settings settings() throws ConfigException {
    if (config != null) {
      return SettingsFile.read(config);
    }
    return Files.exists(HERE) ? SettingsFile.read(HERE) : Settings.defaults();
  }

  Path data() {
    return data == null ? Path.of("data") : data;
  }

  boolean dataGiven() {
    return data != null;
  }

  /** The profile of that name, else the file at that path. */
  public static Profile profile(String nameOrPath) throws ConfigException {
    String bundled = "/winnow/profiles/" + nameOrPath + ".yaml";
    try (InputStream in = Profile.class.getResourceAsStream(bundled)) {
      if (in != null) {
        return parsed(nameOrPath, in.readAllBytes());
      }
      Path file = Path.of(nameOrPath);
      if (!Files.isRegularFile(file)) {
        throw new ConfigException(
            "profile: neither a bundled profile nor a file: "
                + nameOrPath
                + "; bundled: interpretability, ml-safety");
      }
      return parsed(nameOrPath, Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException("profile cannot be read: " + nameOrPath, e);
    }
  }

  private static Profile parsed(String name, byte[] yaml) throws ConfigException {
    Profile profile = SettingsFile.read(name, yaml, Profile.class);
    if (profile == null) {
      throw new ConfigException(name + ": the profile is empty");
    }
    return profile;
  }
}
