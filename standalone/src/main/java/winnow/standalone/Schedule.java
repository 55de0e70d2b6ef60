package winnow.standalone;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.ZonedDateTime;
import winnow.config.ConfigException;

/** When {@code run} polls. */
final class Schedule {
  private final ExecutionTime times;

  private Schedule(ExecutionTime times) {
    this.times = times;
  }

  /**
   * Reads second, minute, hour, day of month, month and day of week.
   *
   * @throws ConfigException if it is not that, or never comes round
   */
  static Schedule of(String cron) throws ConfigException {
    try {
      CronParser parser =
          new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.SPRING53));
      return new Schedule(ExecutionTime.forCron(parser.parse(cron).validate()));
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          "schedule is not second, minute, hour, day, month and weekday, such as"
              + " \"0 */30 * * * *\": "
              + cron);
    }
  }

  ZonedDateTime next(ZonedDateTime after) {
    return times
        .nextExecution(after)
        .orElseThrow(() -> new IllegalStateException("the schedule never comes round again"));
  }
}
