package winnow.testing;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import winnow.config.ConfigException;
import winnow.config.SettingsFile;

/**
 * What arXiv and Reddit do in some weeks, and when they fail. All times are New York's, as arXiv's
 * days are.
 *
 * @param from the first day
 * @param until the last day
 * @param away when nobody polls
 * @param faults a request meets the first that holds where and when it is made
 */
public record Scenario(
    LocalDate from,
    LocalDate until,
    List<Span> away,
    Arxiv arxiv,
    Reddit reddit,
    List<Fault> faults) {
  private static final ZoneId EASTERN = ZoneId.of("America/New_York");

  public Scenario {
    away = away == null ? List.of() : List.copyOf(away);
    faults = faults == null ? List.of() : List.copyOf(faults);
    if (until.isBefore(from)) {
      throw new IllegalArgumentException("until lies before from: " + until);
    }
  }

  /** From one moment to another, which is not part of it. */
  public record Span(LocalDateTime from, LocalDateTime to) {
    boolean holds(LocalDateTime time) {
      return !time.isBefore(from) && time.isBefore(to);
    }
  }

  /**
   * What arXiv announces.
   *
   * @param most entries of a feed; what is more is left out without a word
   * @param holidays workdays without an announcement
   * @param busy days on which a category has more new papers than usual
   * @param elsewhere papers that none of these categories announces
   */
  public record Arxiv(
      int most,
      Set<LocalDate> holidays,
      List<Category> categories,
      List<Busy> busy,
      List<Elsewhere> elsewhere) {
    public Arxiv {
      holidays = Set.copyOf(holidays);
      categories = List.copyOf(categories);
      busy = List.copyOf(busy);
      elsewhere = List.copyOf(elsewhere);
    }
  }

  /**
   * A category's usual day.
   *
   * @param fresh new papers, and up to four more
   * @param crossed how many of them the next category in the list has too
   * @param revised how many of earlier days come in a new version
   */
  public record Category(String name, int fresh, int crossed, int revised) {}

  /** A day with that many new papers in a category. */
  public record Busy(String category, LocalDate day, int fresh) {}

  /** A paper that arXiv knows and does not announce here. */
  public record Elsewhere(String id, String title) {}

  /**
   * A subreddit.
   *
   * @param listed how many posts its listings and feeds hold
   */
  public record Reddit(String subreddit, int listed, List<Post> posts) {
    public Reddit {
      posts = List.copyOf(posts);
    }
  }

  /**
   * A post. Papers are named by category, day and place in that day's new papers ({@code cs.LG
   * 2026-06-02 3}), or by id.
   *
   * @param papers what it is about from the beginning, or none
   * @param edited when it is edited, and names {@code later} besides
   * @param gone when it is deleted; the listing shows it without its text from then on
   * @param score what it has after a day
   */
  public record Post(
      String id,
      LocalDateTime at,
      String title,
      Form form,
      List<String> papers,
      @Nullable LocalDateTime edited,
      List<String> later,
      @Nullable LocalDateTime gone,
      int score) {
    public Post {
      papers = papers == null ? List.of() : List.copyOf(papers);
      later = later == null ? List.of() : List.copyOf(later);
    }

    /** The papers that it names at that time; those of a deleted post are not seen any more. */
    List<String> papers(LocalDateTime time) {
      if (edited == null || time.isBefore(edited)) {
        return papers;
      }
      return java.util.stream.Stream.of(papers, later).flatMap(List::stream).toList();
    }

    boolean isGone(LocalDateTime time) {
      return gone != null && !time.isBefore(gone);
    }
  }

  /** What a post is. */
  public enum Form {
    @JsonProperty("link")
    LINK,
    @JsonProperty("text")
    TEXT,
    @JsonProperty("crosspost")
    CROSSPOST,
    @JsonProperty("gallery")
    GALLERY,
    @JsonProperty("video")
    VIDEO
  }

  /**
   * Something that goes wrong for a while.
   *
   * @param at where; everywhere at arXiv if it is empty
   * @param category of which requests; of all if it is absent
   * @param retryAfter what the answer asks for; nothing if it is absent
   * @param dated whether it says so as a date
   */
  public record Fault(
      List<Place> at,
      @Nullable String category,
      LocalDateTime from,
      LocalDateTime to,
      Trouble does,
      @Nullable Duration retryAfter,
      @Nullable Boolean dated) {
    public Fault {
      at = at == null ? List.of() : List.copyOf(at);
    }

    boolean holds(Place place, @Nullable String asked, LocalDateTime time) {
      return new Span(from, to).holds(time)
          && (at.isEmpty() ? place.isArxiv() : at.contains(place))
          && (category == null || category.equals(asked));
    }
  }

  /** Where a request may go. */
  public enum Place {
    @JsonProperty("rss")
    RSS,
    @JsonProperty("atom")
    ATOM,
    @JsonProperty("listing")
    LISTING,
    @JsonProperty("api")
    API,
    @JsonProperty("oai")
    OAI,
    @JsonProperty("login")
    LOGIN,
    @JsonProperty("oauth")
    OAUTH,
    @JsonProperty("token")
    TOKEN,
    @JsonProperty("anonymous")
    ANONYMOUS,
    @JsonProperty("nowhere")
    NOWHERE;

    boolean isArxiv() {
      return switch (this) {
        case RSS, ATOM, LISTING, API, OAI -> true;
        case LOGIN, OAUTH, TOKEN, ANONYMOUS, NOWHERE -> false;
      };
    }

    /** Whose patience a request here spends. */
    public String provider() {
      return isArxiv() ? "arxiv" : "reddit";
    }
  }

  /** What goes wrong. */
  public enum Trouble {
    /** The feed is that of the last announcement again. */
    @JsonProperty("again")
    AGAIN,
    /** The same in another order, with some versions one higher and a new date. */
    @JsonProperty("again-shuffled")
    AGAIN_SHUFFLED,
    /** The feed has no entries. */
    @JsonProperty("empty")
    EMPTY,
    /** The document breaks off in the middle. */
    @JsonProperty("torn")
    TORN,
    /** 429. */
    @JsonProperty("throttled")
    THROTTLED,
    /** 503. */
    @JsonProperty("unwell")
    UNWELL,
    /** 403 with a page for people. */
    @JsonProperty("block-page")
    BLOCK_PAGE,
    /** 401. */
    @JsonProperty("refused")
    REFUSED,
    /** A redirect to the same with another word in its query, which answers. */
    @JsonProperty("moved")
    MOVED,
    /** The connection ends without an answer. */
    @JsonProperty("hangs-up")
    HANGS_UP,
    /** The answer says that nothing is left of the budget. */
    @JsonProperty("spent")
    SPENT
  }

  /** The month with everything in it. */
  public static Scenario month() {
    try (InputStream in = Scenario.class.getResourceAsStream("month.yaml")) {
      if (in == null) {
        throw new IllegalStateException("month.yaml is missing");
      }
      return read("month.yaml", in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("month.yaml cannot be read", e);
    } catch (ConfigException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A scenario of one's own.
   *
   * @param name what messages call the file
   * @throws ConfigException if it holds what no scenario has; the message names the line
   */
  public static Scenario read(String name, byte[] yaml) throws ConfigException {
    Scenario scenario = SettingsFile.read(name, yaml, Scenario.class);
    if (scenario == null) {
      throw new ConfigException(name + ": the scenario is empty");
    }
    return scenario;
  }

  /** The time in New York. */
  static LocalDateTime timeOf(Instant moment) {
    return LocalDateTime.ofInstant(moment, EASTERN);
  }

  static Instant moment(LocalDateTime time) {
    return time.atZone(EASTERN).toInstant();
  }

  /** When it begins. */
  public Instant begins() {
    return moment(from.atStartOfDay());
  }

  /** When it is over. */
  public Instant ends() {
    return moment(until.plusDays(1).atStartOfDay());
  }

  /** Whether nobody polls at that moment. */
  public boolean isAway(Instant moment) {
    return away.stream().anyMatch(span -> span.holds(timeOf(moment)));
  }

  /** The days of the month on which somebody polls, as a schedule has them. */
  String daysAtWork() {
    Set<Integer> off =
        from.datesUntil(until.plusDays(1))
            .filter(day -> isAway(moment(day.atTime(12, 0))))
            .map(LocalDate::getDayOfMonth)
            .collect(Collectors.toSet());
    return IntStream.rangeClosed(1, 31)
        .filter(day -> !off.contains(day))
        .mapToObj(String::valueOf)
        .collect(Collectors.joining(","));
  }

  /** Whether papers are announced on that day. */
  public boolean announces(LocalDate day) {
    return day.getDayOfWeek() != DayOfWeek.SATURDAY
        && day.getDayOfWeek() != DayOfWeek.SUNDAY
        && !arxiv.holidays().contains(day)
        && !day.isBefore(from)
        && !day.isAfter(until);
  }
}
