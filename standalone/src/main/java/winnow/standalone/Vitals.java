package winnow.standalone;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a running process, asked part by part: what only a new start mends, and what
 * keeps it from serving for now. Safe for many threads.
 */
final class Vitals {
  private final Map<String, Supplier<@Nullable String>> deadly = new ConcurrentSkipListMap<>();
  private final Map<String, Supplier<@Nullable String>> passing = new ConcurrentSkipListMap<>();

  /** A part, and what of it only a new start mends; null while there is nothing. */
  void live(String part, Supplier<@Nullable String> trouble) {
    deadly.put(part, trouble);
  }

  /** A part, and why it does not serve yet; null when it does. */
  void ready(String part, Supplier<@Nullable String> waiting) {
    passing.put(part, waiting);
  }

  /** Empty while the process is alive. */
  List<String> deadly() {
    return said(deadly);
  }

  /** Empty while the process serves. */
  List<String> passing() {
    List<String> all = new ArrayList<>(said(deadly));
    all.addAll(said(passing));
    return all;
  }

  private static List<String> said(Map<String, Supplier<@Nullable String>> parts) {
    List<String> said = new ArrayList<>();
    parts.forEach(
        (part, trouble) -> {
          String now = trouble.get();
          if (now != null) {
            said.add(part + ": " + now);
          }
        });
    return said;
  }
}
