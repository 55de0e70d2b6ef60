package winnow.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** How long a server asks to be left alone. Pure. */
final class RetryAfter {
  private static final Duration LONGEST = Duration.ofDays(7);

  private RetryAfter() {}

  /**
   * {@code Retry-After} in seconds or as a date, at most a week; else what is usual.
   *
   * @param header its value, as it came; absent where there was none
   */
  static Duration of(@Nullable String header, Duration usual, Instant now) {
    if (header == null) {
      return usual;
    }
    try {
      Duration asked = read(header.strip(), now);
      if (asked.isNegative() || asked.isZero()) {
        return usual;
      }
      return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    } catch (DateTimeException notADate) {
      return usual;
    }
  }

  private static Duration read(String text, Instant now) {
    return text.matches("\\d{1,10}")
        ? Duration.ofSeconds(Long.parseLong(text))
        : Duration.between(now, ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME));
  }
}
