package winnow.topics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;
import winnow.model.Announcement;
import winnow.model.Change;
import winnow.model.Decision;
import winnow.model.Engagement;
import winnow.model.Evidence;
import winnow.model.FeedId;
import winnow.model.Identifier;
import winnow.model.Inquiry;
import winnow.model.Paper;
import winnow.model.Placement;
import winnow.model.Post;
import winnow.model.ShortlistEntry;
import winnow.model.Suggestion;

class JsonTest {
  private static final Identifier ID = Identifier.parse("arxiv:2211.00593");

  static Stream<Topic<?>> topics() {
    return SchemasTest.records();
  }

  @Property(tries = 2000)
  void read_ofWhatWasWritten_isEqual(@ForAll("records") Object record) {
    byte[] written = Json.write(record);

    assertThat((Object) Json.read(written, record.getClass())).isEqualTo(record);
    assertThat(new String(written, UTF_8)).doesNotContain("\n").isEqualTo(Json.text(record));
    assertThat(Json.write(Json.read(written, record.getClass()))).isEqualTo(written);
  }

  /** What is written of any value, its schema takes: the two say the same. */
  @Property(tries = 500)
  void write_ofAnyRecord_isValidByItsSchema(@ForAll("records") Object record) {
    Topic<?> topic =
        Topics.ALL.stream().filter(one -> one.value() == record.getClass()).findAny().orElseThrow();

    assertThat(Schemas.faults(topic, Json.write(record))).isEmpty();
  }

  @Test
  void write_map_isInTheOrderOfItsKeys() {
    Map<String, String> social = Map.of("x", "1", "bluesky", "2", "mastodon", "3");

    String text = Json.text(new Maps(social));

    assertThat(text).isEqualTo("{\"social\":{\"bluesky\":\"2\",\"mastodon\":\"3\",\"x\":\"1\"}}");
  }

  record Maps(Map<String, String> social) {}

  @ParameterizedTest
  @MethodSource("topics")
  void write_whatIsAbsent_isLeftOut(Topic<?> topic) {
    String text = Json.text(Values.MINIMAL.get(topic));

    assertThat(text).doesNotContain("null");
    assertThat((Object) Json.read(text.getBytes(UTF_8), topic.value()))
        .isEqualTo(Values.MINIMAL.get(topic));
  }

  @Test
  void write_everyKindOfValue_isAsTheContractSays() {
    String sighting = Json.text(Values.FULL.get(Topics.SIGHTINGS));
    String feed = Json.text(Values.FULL.get(Topics.FEEDS));
    String decision = Json.text(Values.FULL.get(Topics.DECISIONS));

    assertThat(sighting)
        .contains("\"feed\":\"arxiv:cs.LG\"")
        .contains("\"identifiers\":[\"arxiv:2211.00593\",\"doi:10.1000/xyz\"]")
        .contains("\"seenAt\":\"2026-11-20T05:00:00Z\"")
        .contains("\"abstract\":\"We explain a circuit, $x < y$.\"")
        .contains("\"announceType\":\"replace-cross\"")
        .contains("\"engagement\":{\"score\":-3,\"comments\":7}")
        .contains("\"links\":[\"https://arxiv.org/abs/2211.00593\"]");
    assertThat(feed).contains("\"pause\":\"PT1H10M\"");
    assertThat(decision)
        .contains("\"placement\":\"one-liner\"")
        .contains("\"until\":\"2026-11-20\"")
        .contains("\"social\":{\"x\":\"A circuit, explained\"}");
  }

  @Test
  void write_halfOfASurrogatePair_costsThatLetterAlone() {
    Post post = new Post(ID, "x", Post.Stage.INTENT, "cut \ud83d off", null, Instant.EPOCH);

    assertThat(Json.read(Json.write(post), Post.class).text()).isEqualTo("cut ? off");
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        Decision.Action.class,
        Placement.class,
        Post.Stage.class,
        ShortlistEntry.Status.class,
        winnow.model.AnnounceType.class,
        winnow.model.Access.class,
        winnow.model.Fate.class,
        winnow.model.Health.class,
        Announcement.Verdict.class
      })
  void enum_everyValue_isKebabCaseBothWays(Class<? extends Enum<?>> type) {
    for (Enum<?> value : type.getEnumConstants()) {
      String text = Json.text(value);

      assertThat(text).matches("\"[a-z]+(-[a-z]+)*\"");
      assertThat((Object) Json.read(text.getBytes(UTF_8), type)).isEqualTo(value);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "5",
        "\"text\"",
        "{",
        "{}}",
        "{} {}",
        "<html></html>",
        "{'id':1}",
        "{\"id\":\"arxiv:2211.00593\",}",
        "{\"id\":\"arxiv:2211.00593\",\"id\":\"arxiv:2211.00593\"}",
        "// a remark\n{}",
        "\u0000"
      })
  void read_whatIsNotStrictlyARecord_isRefused(String text) {
    assertThatThrownBy(() -> Json.read(text.getBytes(UTF_8), Post.class))
        .isInstanceOf(Json.UnreadableValueException.class)
        .hasMessageStartingWith("not a Post: ")
        .hasMessageNotContaining("\n");
  }

  @Test
  void read_trailingToken_isRefusedThoughTheRecordIsWhole() {
    String post = Json.text(Values.FULL.get(Topics.POSTED));

    assertThatThrownBy(() -> Json.read((post + "1").getBytes(UTF_8), Post.class))
        .isInstanceOf(Json.UnreadableValueException.class);
    assertThat(Json.read((post + "\n").getBytes(UTF_8), Post.class)).isNotNull();
  }

  @Test
  void read_sameKeyTwice_isRefusedByName() {
    String post = Json.text(Values.FULL.get(Topics.POSTED)).replaceFirst("\\{", "{\"text\":\"\",");

    assertThatThrownBy(() -> Json.read(post.getBytes(UTF_8), Post.class))
        .isInstanceOf(Json.UnreadableValueException.class)
        .hasMessageContaining("text");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sightings  | version       | \"1\"",
        "sightings  | version       | 1.5",
        "sightings  | version       | true",
        "sightings  | title         | 5",
        "sightings  | title         | true",
        "sightings  | title         | [\"a\"]",
        "sightings  | authors       | \"Jane Doe\"",
        "sightings  | authors       | [null]",
        "sightings  | authors       | [1]",
        "sightings  | seenAt        | \"yesterday\"",
        "sightings  | announceType  | \"REPLACE_CROSS\"",
        "sightings  | announceType  | \"brand-new\"",
        "sightings  | announceType  | 1",
        "sightings  | announceType  | \"\"",
        "sightings  | engagement    | 12",
        "sightings  | identifiers   | [\"2211.00593\"]",
        "sightings  | identifiers   | []",
        "sightings  | links         | [\"http://a b\"]",
        "sightings  | feed          | \"not a feed\"",
        "shortlist  | status        | 1",
        "shortlist  | status        | \"Approved\"",
        "shortlist  | revision      | null",
        "shortlist  | revision      | \"3\"",
        "shortlist  | paper         | \"\"",
        "shortlist  | posted        | {\"x\":\"sent\"}",
        "papers     | withdrawn     | \"no\"",
        "papers     | withdrawn     | 0",
        "papers     | withdrawn     | null",
        "decisions  | until         | \"2026-02-30\"",
        "decisions  | social        | {\"x\":5}",
        "feeds      | pause         | \"70m\"",
        "announcements | counts     | {\"rss.new\":\"80\"}",
        "announcements | counts     | {\"rss.new\":80.5}",
      })
  void read_wrongTypeOrValue_isRefused(String topicName, String field, String wrong) {
    Topic<?> topic = Topics.named(topicName).orElseThrow();
    ObjectNode value = (ObjectNode) Json.tree(Json.write(Values.FULL.get(topic)));
    value.set(field, Json.tree(wrong.getBytes(UTF_8)));

    assertThatThrownBy(() -> Json.read(Json.write(value), topic.value()))
        .isInstanceOf(Json.UnreadableValueException.class)
        .hasMessageStartingWith("not a " + topic.value().getSimpleName() + ": ");
  }

  @ParameterizedTest
  @CsvSource({
    "sightings, feed",
    "sightings, entryId",
    "sightings, identifiers",
    "sightings, seenAt",
    "lookups, identifier",
    "lookups, provider",
    "lookups, reason",
    "lookups, askedAt",
    "feeds, feed",
    "feeds, polledAt",
    "feeds, health",
    "announcements, category",
    "announcements, date",
    "announcements, verdict",
    "papers, id",
    "papers, identifiers",
    "decisions, id",
    "decisions, action",
    "decisions, by",
    "decisions, at",
    "shortlist, id",
    "shortlist, status",
    "shortlist, paper",
    "posted, id",
    "posted, channel",
    "posted, stage",
    "posted, text",
    "posted, at",
  })
  void read_withoutWhatMustBeThere_isRefusedByName(String topicName, String field) {
    Topic<?> topic = Topics.named(topicName).orElseThrow();
    ObjectNode value = (ObjectNode) Json.tree(Json.write(Values.FULL.get(topic)));
    value.remove(field);

    assertThatThrownBy(() -> Json.read(Json.write(value), topic.value()))
        .isInstanceOf(Json.UnreadableValueException.class)
        .hasMessageContaining(field + " is missing");
  }

  @ParameterizedTest
  @CsvSource({
    "papers, /sightings/0, feed",
    "papers, /sightings/0, entryId",
    "papers, /sightings/0, seenAt",
    "papers, /evidence/0, rule",
    "papers, /evidence/0, one",
    "papers, /evidence/0, other",
    "papers, /suggestions/0, paper",
    "papers, /suggestions/0, rule",
    "papers, /suggestions/0, reason",
    "papers, /changes/0, seenAt",
    "papers, /score, reasons",
    "papers, /score/reasons/0, part",
    "papers, /score/reasons/0, words",
    "shortlist, /paper, link",
    "shortlist, /newsletter, placement",
  })
  void read_withoutAnInnerPart_isRefusedByName(String topicName, String at, String field) {
    Topic<?> topic = Topics.named(topicName).orElseThrow();
    ObjectNode value = (ObjectNode) Json.tree(Json.write(Values.FULL.get(topic)));
    ((ObjectNode) value.at(at)).remove(field);

    assertThatThrownBy(() -> Json.read(Json.write(value), topic.value()))
        .isInstanceOf(Json.UnreadableValueException.class)
        .hasMessageContaining(field + " is missing");
  }

  @Test
  void read_notUtf8_isRefused() {
    byte[] latin1 = "{\"channel\":\"é\"}".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> Json.read(latin1, Post.class))
        .isInstanceOf(Json.UnreadableValueException.class);
  }

  @Test
  void read_deepNesting_isRefusedAndDoesNotOverflow() {
    byte[] deep = ("{\"x\":" + "[".repeat(100_000)).getBytes(UTF_8);

    assertThatThrownBy(() -> Json.read(deep, Post.class))
        .isInstanceOf(Json.UnreadableValueException.class);
    assertThatThrownBy(() -> Json.tree(deep)).isInstanceOf(Json.UnreadableValueException.class);
  }

  @Provide
  Arbitrary<Object> records() {
    return Arbitraries.of(Topics.ALL.stream().map(Topic::value).filter(Class::isRecord).toList())
        .flatMap(type -> Random.of(type).map(Object.class::cast));
  }

  /** Random values of any record, made by its constructor from random components. */
  private static final class Random {
    private static final Arbitrary<String> TEXTS =
        Arbitraries.strings()
            .withChars("ab cé\"\\\n\t{}<>&'中\u2028")
            .ofMinLength(0)
            .ofMaxLength(12)
            .map(text -> text + "z");
    private static final Arbitrary<Instant> TIMES =
        Arbitraries.longs()
            .between(0, 4_000_000_000_000_000L)
            .map(
                micros ->
                    Instant.EPOCH
                        .plusNanos(micros % 1_000_000 * 1_000)
                        .plusSeconds(micros / 1_000_000));
    private static final Map<Class<?>, Arbitrary<?>> PLAIN =
        new HashMap<>(
            Map.of(
                String.class, TEXTS,
                Instant.class, TIMES,
                LocalDate.class,
                    Arbitraries.integers()
                        .between(0, 40_000)
                        .map(day -> LocalDate.EPOCH.plusDays(day)),
                Duration.class,
                    Arbitraries.longs().between(0, 1_000_000_000L).map(Duration::ofMillis),
                URI.class,
                    Arbitraries.of(
                            "https://a.example/b?c=d#e", "http://[::1]:80/", "https://x.org/%20")
                        .map(URI::create),
                Identifier.class,
                    Arbitraries.of(
                            "arxiv:2211.00593", "doi:10.1000/a\"b", "url:https://é.example/{}")
                        .map(Identifier::parse),
                FeedId.class,
                    Arbitraries.of("arxiv:cs.LG", "alignment-forum", "reddit:mlsafety")
                        .map(FeedId::new),
                Integer.class, Arbitraries.integers().between(1, Integer.MAX_VALUE),
                int.class, Arbitraries.integers().between(0, Integer.MAX_VALUE),
                long.class, Arbitraries.longs().between(0, Long.MAX_VALUE)));

    static {
      PLAIN.put(boolean.class, Arbitraries.of(true, false));
      PLAIN.put(double.class, Arbitraries.doubles());
      PLAIN.put(Double.class, Arbitraries.doubles().between(0, 1));
      PLAIN.put(
          Engagement.class,
          Combinators.combine(
                  Arbitraries.integers().injectNull(0.3),
                  Arbitraries.integers().greaterOrEqual(0).injectNull(0.3))
              .as(Engagement::new));
    }

    static Arbitrary<?> of(Class<?> type) {
      if (type == Decision.class) {
        return decisions();
      }
      if (type == Paper.class) {
        return papers();
      }
      List<Arbitrary<?>> parts =
          Arrays.stream(type.getRecordComponents()).<Arbitrary<?>>map(Random::part).toList();
      return combined(parts).map(values -> make(type, tidied(type, values)));
    }

    /** What must go together does. */
    private static List<Object> tidied(Class<?> type, List<Object> values) {
      if (type == Change.class) {
        values.set(0, 3);
        values.set(1, 2);
      }
      if (type == Evidence.class) {
        values.set(2, ID);
        values.set(3, Identifier.parse("doi:10.1000/xyz"));
        values.set(5, values.get(4) == null ? null : "entry");
        values.set(9, values.get(8) == null ? null : Instant.EPOCH);
      }
      if (type == ShortlistEntry.class) {
        values.replaceAll(
            value ->
                value instanceof Decision.Action action && action.aboutIdentity()
                    ? Decision.Action.UNDO
                    : value);
      }
      if (type == Suggestion.class) {
        values.set(3, 0.5);
      }
      if (type == Inquiry.class) {
        values.set(3, 1 + Math.abs((int) values.get(3) % 9));
        values.set(5, values.get(2) == Inquiry.State.OPEN ? Instant.EPOCH : null);
        values.set(6, values.get(2) == Inquiry.State.ANSWERED ? null : "why");
      }
      return values;
    }

    private static Arbitrary<?> papers() {
      List<Arbitrary<?>> parts =
          Arrays.stream(Paper.class.getRecordComponents()).<Arbitrary<?>>map(Random::part).toList();
      return combined(parts)
          .map(
              values -> {
                values.set(1, Stream.of(values.get(0), ID).distinct().toList());
                return make(Paper.class, values);
              });
    }

    /** Until goes with snooze, and with nothing else. */
    private static Arbitrary<?> decisions() {
      List<Arbitrary<?>> parts =
          Arrays.stream(Decision.class.getRecordComponents())
              .<Arbitrary<?>>map(Random::part)
              .toList();
      return combined(parts)
          .map(
              values -> {
                Decision.Action action = (Decision.Action) values.get(1);
                values.set(8, action == Decision.Action.SNOOZE ? LocalDate.EPOCH : null);
                values.set(0, ID);
                values.set(12, action.aboutIdentity() ? Identifier.parse("doi:10.1000/xyz") : null);
                for (int i = 13; i < values.size() && !action.aboutIdentity(); i++) {
                  values.set(i, null);
                }
                return make(Decision.class, values);
              });
    }

    private static Arbitrary<?> part(RecordComponent component) {
      Arbitrary<?> value = of(component.getGenericType());
      if (component.getName().equals("identifiers")) {
        value = Arbitraries.of(List.of(ID), List.of(ID, Identifier.parse("doi:10.1000/xyz")));
      }
      boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
      return nullable ? value.injectNull(0.4) : value;
    }

    private static Arbitrary<?> of(Type type) {
      if (type instanceof ParameterizedType generic) {
        Type[] of = generic.getActualTypeArguments();
        return generic.getRawType() == List.class
            ? of(of[0]).list().ofMaxSize(3)
            : Arbitraries.maps(TEXTS, of(of[1])).ofMaxSize(3);
      }
      Class<?> plain = (Class<?>) type;
      return Optional.<Arbitrary<?>>ofNullable(PLAIN.get(plain))
          .orElseGet(() -> plain.isEnum() ? Arbitraries.of(plain.getEnumConstants()) : of(plain));
    }

    private static Arbitrary<List<Object>> combined(List<Arbitrary<?>> parts) {
      return Combinators.combine(
              parts.stream().<Arbitrary<Object>>map(one -> one.map(Object.class::cast)).toList())
          .as(values -> new java.util.ArrayList<>(values));
    }

    private static Object make(Class<?> type, List<Object> values) {
      Class<?>[] types =
          Arrays.stream(type.getRecordComponents())
              .map(RecordComponent::getType)
              .toArray(Class<?>[]::new);
      try {
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        return constructor.newInstance(values.toArray());
      } catch (ReflectiveOperationException e) {
        throw new LinkageError("cannot make a " + type.getSimpleName() + " of " + values, e);
      }
    }
  }
}
