package winnow.standalone;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import winnow.config.ConfigException;

/** When to poll: second, minute, hour, day of month, month and day of week, local time. */
final class Timetable {
  private final ExecutionTime times;

  private Timetable(ExecutionTime times) {
    this.times = times;
  }

  static Timetable of(String cron) throws ConfigException {
    try {
      CronParser parser =
          new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.SPRING53));
      return new Timetable(ExecutionTime.forCron(parser.parse(cron).validate()));
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          "schedule is not second, minute, hour, day, month and weekday: "
              + cron
              + ": "
              + Optional.ofNullable(e.getMessage()).orElse(""));
    }
  }

  ZonedDateTime next() {
    return next(Clock.systemUTC());
  }

  /** The next time after the clock's. */
  ZonedDateTime next(Clock clock) {
    return times
        .nextExecution(clock.instant().atZone(ZoneId.systemDefault()))
        .orElseThrow(() -> new IllegalStateException("the schedule never comes round again"));
  }
}
