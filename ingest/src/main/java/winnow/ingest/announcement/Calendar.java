package winnow.ingest.announcement;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/** arXiv's days. They begin and end at midnight US Eastern, when its feeds are made anew. */
public final class Calendar {
  private static final ZoneId EASTERN = ZoneId.of("America/New_York");

  /** When papers submitted by then are closed in for the next announcement. */
  private static final LocalTime DEADLINE = LocalTime.of(14, 0);

  private Calendar() {}

  /** The day on which an instant falls. */
  public static LocalDate dayOf(Instant moment) {
    return LocalDate.ofInstant(moment, EASTERN);
  }

  /** The first instant of a day. */
  public static Instant startOf(LocalDate day) {
    return day.atStartOfDay(EASTERN).toInstant();
  }

  /** Whether arXiv announces papers on such a day, holidays apart. */
  public static boolean isWorkday(LocalDate day) {
    return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
  }

  /**
   * The deadline that closed the submissions of a day's announcement: 14:00 of the workday before.
   *
   * @param day a workday
   */
  public static Instant closed(LocalDate day) {
    return before(day).atTime(DEADLINE).atZone(EASTERN).toInstant();
  }

  /** The deadline from which on papers were submitted for a day's announcement. */
  public static Instant opened(LocalDate day) {
    return closed(before(day));
  }

  private static LocalDate before(LocalDate day) {
    LocalDate earlier = day.minusDays(1);
    return isWorkday(earlier) ? earlier : before(earlier);
  }
}
