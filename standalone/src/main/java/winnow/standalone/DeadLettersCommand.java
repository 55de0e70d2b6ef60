package winnow.standalone;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import winnow.config.ConfigException;
import winnow.kafka.DeadLetterBox;
import winnow.kafka.DeadLetterBox.Letter;
import winnow.topics.Json;

/** What could not be handled: to look at, and to send back once the cause is mended. */
@Command(
    name = "dead-letters",
    description = "Lists and shows what could not be handled, and sends it back.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(list | show | replay)")
final class DeadLettersCommand implements Runnable {
  /** A record that came back so often is sent again only by its id. */
  private static final int OFTEN = 3;

  @Spec private CommandSpec spec;

  /** Which letters. */
  static final class Choice {
    @Option(names = "--stage", paramLabel = "S", description = "ingest, enrich or publish")
    private @Nullable String stage;

    @Option(names = "--cause", paramLabel = "TEXT", description = "whose cause holds this text")
    private @Nullable String cause;

    @Option(names = "--since", paramLabel = "INSTANT", description = "not older than this")
    private @Nullable Instant since;

    boolean has(Letter letter) {
      return (stage == null || stage.equals(letter.stage()))
          && (cause == null || letter.cause().contains(cause))
          && (since == null || !letter.time().isBefore(since));
    }
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say list, show or replay");
  }

  @Command(name = "list", description = "One JSON object a line.", mixinStandardHelpOptions = true)
  int list(@Mixin Options own, @Mixin Choice choice) throws ConfigException {
    try (Site site = Site.join(own.settings(), own.data())) {
      for (Letter letter : new DeadLetterBox(site.cluster()).letters()) {
        if (choice.has(letter)) {
          out().println(Json.text(summary(letter)));
        }
      }
      out().flush();
      return Winnow.DONE;
    }
  }

  @Command(
      name = "show",
      description = "One letter with its headers and what it holds.",
      mixinStandardHelpOptions = true)
  int show(@Mixin Options own, @Parameters(paramLabel = "ID") String id) throws ConfigException {
    try (Site site = Site.join(own.settings(), own.data())) {
      Letter letter =
          new DeadLetterBox(site.cluster())
              .letters().stream()
                  .filter(one -> one.id().equals(id))
                  .findFirst()
                  .orElseThrow(() -> noSuch(id));
      summary(letter).forEach((name, value) -> out().println(name + ": " + value));
      letter
          .headers()
          .forEach(header -> out().println("header " + header.key() + ": " + text(header.value())));
      out().println();
      out().println(text(letter.value()));
      out().flush();
      return Winnow.DONE;
    }
  }

  @Command(
      name = "replay",
      description = {
        "Sends letters back to where they were, byte for byte; says what it would send, and sends"
            + " with --yes.",
        "Left out, unless named: what was sent back already, or three times in all."
      },
      mixinStandardHelpOptions = true)
  int replay(
      @Mixin Options own,
      @Mixin Choice choice,
      @Option(names = "--yes", description = "do it") boolean yes,
      @Parameters(paramLabel = "ID", arity = "0..*") @Nullable List<String> ids)
      throws ConfigException {
    try (Site site = Site.join(own.settings(), own.data())) {
      DeadLetterBox box = new DeadLetterBox(site.cluster());
      List<Letter> sent = new ArrayList<>();
      for (Letter letter : chosen(box.letters(), choice, ids == null ? List.of() : ids)) {
        String not = whyNot(letter, ids != null && !ids.isEmpty()).orElse(null);
        if (not == null) {
          sent.add(letter);
        }
        String what = not == null ? (yes ? "sent back" : "would be sent back") : "left: " + not;
        out().println(letter.id() + " " + letter.topic().orElse("-") + ": " + what);
      }
      if (yes && !sent.isEmpty()) {
        box.replay(sent);
      }
      out().println(sent.size() + (yes ? " sent back" : " to send back; --yes does it"));
      out().flush();
      return Winnow.DONE;
    }
  }

  private List<Letter> chosen(List<Letter> letters, Choice choice, List<String> ids) {
    for (String id : ids) {
      if (letters.stream().noneMatch(letter -> letter.id().equals(id))) {
        throw noSuch(id);
      }
    }
    return letters.stream()
        .filter(letter -> ids.isEmpty() ? choice.has(letter) : ids.contains(letter.id()))
        .toList();
  }

  private static Optional<String> whyNot(Letter letter, boolean named) {
    if (letter.topic().isEmpty()) {
      return Optional.of("no topic held it; its feed is read again by itself");
    }
    if (letter.replayed() && !named) {
      return Optional.of("was sent back already");
    }
    return letter.replays() >= OFTEN && !named
        ? Optional.of("failed after " + letter.replays() + " replays")
        : Optional.empty();
  }

  private ParameterException noSuch(String id) {
    return new ParameterException(spec.commandLine(), "no dead letter has the id " + id);
  }

  private static Map<String, Object> summary(Letter letter) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("id", letter.id());
    all.put("time", letter.time().toString());
    all.put("stage", letter.stage());
    all.put("cause", letter.cause());
    letter.topic().ifPresent(topic -> all.put("topic", topic));
    all.put("key", text(letter.key()));
    all.put("bytes", letter.value() == null ? 0 : letter.value().length);
    all.put("replays", letter.replays());
    all.put("replayed", letter.replayed());
    return all;
  }

  private static String text(byte @Nullable [] bytes) {
    return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
