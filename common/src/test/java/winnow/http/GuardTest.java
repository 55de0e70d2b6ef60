package winnow.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Dns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.http.Fetcher.Trust;

/**
 * Attacks by link, by redirect and by name, judged at the other end: {@link Internet} lets every
 * address of the world arrive at one server, whose log, with the addresses that were really
 * connected to, says what got out. Public addresses get out, each in its own disguises.
 */
class GuardTest {
  private static final InetAddress PUBLIC = address("93.184.215.14");
  private static final InetAddress METADATA = address("169.254.169.254");

  private final MockWebServer server = new MockWebServer();
  private final Map<String, Supplier<List<InetAddress>>> names = new ConcurrentHashMap<>();
  private Internet internet;
  private WebFetcher fetcher;

  @BeforeEach
  void start() throws IOException {
    server.start(InetAddress.getLoopbackAddress(), 0);
    server.setDispatcher(serving(new MockResponse.Builder().body("x").build()));
    internet = new Internet(server.getPort());
    PublicSockets guarded =
        new PublicSockets(at -> PublicAddress.is(at.getAddress()), internet::cable);
    fetcher =
        new WebFetcher(
            "winnow/test", WebFetcher.Limits.DEFAULT, Clock.systemUTC(), guarded, resolver());
    names.put("public.example", () -> List.of(PUBLIC));
  }

  @AfterEach
  void stop() {
    fetcher.close();
    server.close();
  }

  @Test
  void link_toAnAddressThatIsNotPublic_arrivesNowhereInAnyDisguise() throws Exception {
    Set<String> hosts = hosts("refused");
    Set<String> links = new LinkedHashSet<>();
    for (String host : hosts) {
      links.add("http://" + host + "/");
      if (otherwise(host).isEmpty()) { // for nobody there speaks TLS
        links.add("https://" + host + "/");
      }
      links.add("http://" + host + ":8080/x?y=z");
      links.add("http://public.example@" + host + "/");
      links.add("http://public.example:80@" + host + ":80/#public.example");
    }

    int tried = 0;
    for (String link : links) {
      Optional<URI> address = uri(link);
      if (address.isPresent()) {
        tried++;
        fetcher.fetch(address.get(), Validators.NONE, Trust.FOUND, Pacing.NONE);
      }
    }

    assertArrived(otherwise(hosts));
    assertThat(tried).isGreaterThan(5000);
    System.out.println("GuardTest: " + tried + " links");
  }

  /** A redirect can write what no Java address can hold. */
  @Test
  void redirect_toAnAddressThatIsNotPublic_arrivesOnlyWhereItCameFrom() throws Exception {
    Set<String> hosts = hosts("refused");
    Set<String> locations = new LinkedHashSet<>(tricks());
    for (String host : hosts) {
      locations.add("http://" + host + "/");
      locations.add("//" + host + "/");
    }
    int[] codes = {301, 302, 303, 307, 308};

    int tried = 0;
    for (String location : locations) {
      server.setDispatcher(redirecting(codes[tried % codes.length], location));
      URI link = URI.create("http://public.example/" + tried);
      fetcher.fetch(
          link, Validators.NONE, tried % 2 == 0 ? Trust.FOUND : Trust.CONFIGURED, Pacing.NONE);
      tried++;
    }

    Set<InetAddress> allowed = otherwise(hosts);
    allowed.add(PUBLIC);
    assertArrived(allowed);
    assertThat(server.getRequestCount()).isGreaterThanOrEqualTo(tried);
    assertThat(tried).isGreaterThan(2000);
    System.out.println("GuardTest: " + tried + " redirects");
  }

  @ParameterizedTest
  @CsvSource({"301", "302", "303", "307", "308"})
  void redirect_ofEveryKind_arrivesAtAPublicAddressAndNotAtAPrivateOne(int code) throws Exception {
    server.setDispatcher(redirecting(code, "http://8.8.8.8/"));
    fetcher.fetch(URI.create("http://public.example/"), Validators.NONE, Trust.FOUND, Pacing.NONE);
    server.setDispatcher(redirecting(code, "http://169.254.169.254/"));
    fetcher.fetch(URI.create("http://public.example/"), Validators.NONE, Trust.FOUND, Pacing.NONE);

    assertThat(internet.reached()).containsOnly(PUBLIC, address("8.8.8.8"));
    assertThat(server.getRequestCount()).isEqualTo(3);
  }

  /** Nothing here is followed at all; a browser would. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Refresh: 0; url=http://%s/",
        "Refresh: 0;http://%s/",
        "Content-Location: http://%s/",
        "Link: <http://%s/>; rel=canonical",
        "Link: <http://%s/>; rel=preload",
        "Alt-Svc: h2=\"%s:443\"",
        "X-Accel-Redirect: http://%s/",
        "Set-Cookie: a=b; Domain=%s",
      })
  void header_thatNamesAnAddress_isNotFollowed(String header) throws Exception {
    String[] pair = String.format(header, "169.254.169.254").split(": ", 2);
    server.setDispatcher(
        serving(new MockResponse.Builder().body("x").addHeader(pair[0], pair[1]).build()));

    for (int i = 0; i < 3; i++) {
      fetcher.fetch(
          URI.create("http://public.example/" + i), Validators.NONE, Trust.FOUND, Pacing.NONE);
    }

    assertThat(server.getRequestCount()).isEqualTo(3);
    assertThat(internet.reached()).containsOnly(PUBLIC);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<meta http-equiv=refresh content='0;url=http://169.254.169.254/'>",
        "<meta http-equiv=Location content=http://169.254.169.254/>",
        "<link rel=canonical href=http://169.254.169.254/>",
        "<link rel=icon href=http://169.254.169.254/>",
        "<base href=http://169.254.169.254/><img src=x>",
        "<meta property=og:image content=http://169.254.169.254/>",
        "<script>location='http://169.254.169.254/'</script>",
        "<?xml-stylesheet href='http://169.254.169.254/'?><rss/>",
        "<!DOCTYPE rss SYSTEM 'http://169.254.169.254/'><rss/>",
      })
  void page_thatNamesAnAddress_isNotFollowed(String page) throws Exception {
    server.setDispatcher(
        serving(
            new MockResponse.Builder().body(page).addHeader("Content-Type", "text/html").build()));

    Fetched fetched =
        fetcher.fetch(
            URI.create("http://public.example/"), Validators.NONE, Trust.FOUND, Pacing.NONE);

    assertThat(fetched).isInstanceOf(Fetched.Fresh.class);
    assertThat(internet.reached()).containsExactly(PUBLIC);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void name_ofAnAddressThatIsNotPublic_arrivesNowhere() throws Exception {
    int tried = 0;
    for (String literal : rows("refused")) {
      InetAddress secret = InetAddress.getByName(literal);
      String name = "n" + tried++ + ".example";
      names.put(name, () -> List.of(secret));
      for (String host : List.of(name, name + ".", name.toUpperCase(Locale.ROOT))) {
        fetcher.fetch(
            URI.create("http://" + host + "/"), Validators.NONE, Trust.FOUND, Pacing.NONE);
      }
    }
    for (String local : List.of("localhost", "LOCALHOST", "localhost.", "ip6-localhost")) {
      fetcher.fetch(URI.create("http://" + local + "/"), Validators.NONE, Trust.FOUND, Pacing.NONE);
    }

    assertArrived(Set.of());
  }

  /** Each lookup of a name may give something else; what counts is where the socket goes. */
  @Test
  void name_thatChangesItsMind_arrivesAtPublicAddressesOnly() throws Exception {
    for (int n = 0; n < 200; n++) {
      String name = "n" + n + ".example";
      AtomicInteger asked = new AtomicInteger(n);
      names.put(name, () -> List.of(asked.getAndIncrement() % 2 == 0 ? PUBLIC : METADATA));
      server.setDispatcher(redirecting(302, "http://" + name + ":8080/again"));
      for (int i = 0; i < 3; i++) {
        fetcher.fetch(
            URI.create("http://" + name + "/" + i), Validators.NONE, Trust.FOUND, Pacing.NONE);
      }
      assertThat(asked.get()).as("was asked more than once").isGreaterThan(n + 1);
    }

    assertThat(internet.reached()).hasSizeGreaterThan(200).containsOnly(PUBLIC);
  }

  /** Among many addresses the private ones are passed over, wherever they stand. */
  @Test
  void name_ofManyAddresses_arrivesAtItsPublicOneOrNowhere() throws Exception {
    for (int at = 0; at < 100; at++) {
      List<InetAddress> answer = new ArrayList<>(Collections.nCopies(99, METADATA));
      answer.add(at, PUBLIC);
      names.put("n" + at + ".example", () -> answer);
      fetcher.fetch(
          URI.create("http://n" + at + ".example/"), Validators.NONE, Trust.FOUND, Pacing.NONE);
    }
    names.put("all.example", () -> Collections.nCopies(100, METADATA));
    fetcher.fetch(URI.create("http://all.example/"), Validators.NONE, Trust.FOUND, Pacing.NONE);

    assertThat(internet.reached()).containsOnly(PUBLIC);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.8",
        "134744072",
        "8.526344",
        "[::ffff:8.8.8.8]",
        "[::ffff:808:808]",
        "[64:ff9b::8.8.8.8]",
        "[2606:4700::1111]",
        "[2606:4700:0:0:0:0:0:1111]",
        "127.0.0.1@8.8.8.8",
        "169.254.169.254:80@8.8.8.8:8080",
        "public.example",
        "PUBLIC.example:8080"
      })
  void link_toAPublicAddress_arrives(String host) throws Exception {
    Fetched fetched =
        fetcher.fetch(
            URI.create("http://" + host + "/"), Validators.NONE, Trust.FOUND, Pacing.NONE);

    assertThat(fetched).isInstanceOf(Fetched.Fresh.class);
    assertThat(internet.reached()).hasSize(1);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  /** What arrived anywhere, at the server and where it was taken for, is one of these. */
  private void assertArrived(Set<InetAddress> allowed) {
    assertThat(internet.reached()).isSubsetOf(allowed);
    if (allowed.isEmpty()) {
      assertThat(server.getRequestCount()).isZero();
    }
  }

  /**
   * Digits that others take for octal ones, Java may take for decimal ones: another address, to
   * which it may go if that is public.
   */
  private static Optional<InetAddress> otherwise(String host) {
    if (!host.matches("\\d+(\\.\\d+){3}|0\\d+")) {
      return Optional.empty();
    }
    String decimal = host.replaceAll("(^|\\.)0+(?=\\d)", "$1");
    long[] parts = Stream.of(decimal.split("\\.")).mapToLong(Long::parseLong).toArray();
    long number = LongStream.of(parts).reduce(0, (high, low) -> high * 256 + low);
    boolean fits = LongStream.of(parts).allMatch(part -> parts.length == 1 || part < 256);
    boolean isPublic = !Set.of(0L, 10L, 127L).contains(number >> 24) && number >> 24 < 224;
    return decimal.equals(host) || !fits || !isPublic
        ? Optional.empty()
        : Optional.of(address(Long.toString(number)));
  }

  private static Set<InetAddress> otherwise(Set<String> hosts) throws IOException {
    Set<InetAddress> readings = new HashSet<>();
    hosts.forEach(host -> otherwise(host).ifPresent(readings::add));
    for (String literal : rows("refused")) {
      readings.remove(address(literal));
    }
    return readings;
  }

  private static Set<String> tricks() {
    Set<String> tricks = new LinkedHashSet<>();
    for (String host : List.of("127.0.0.1", "169.254.169.254", "10.0.0.1", "[::1]", "localhost")) {
      for (String form :
          List.of(
              "http:%s/",
              "http:/%s/",
              "http:///%s/",
              "http:////%s/",
              "///%s/",
              "/\\%s/",
              "\\\\%s\\",
              "HTTP://%s/",
              "hTtPs://%s/",
              "http:\\\\%s/",
              "http://public.example@%s/",
              "http://public.example\\@%s/",
              "http://%s\\@public.example/",
              "http://%s#@public.example/",
              "http://%s?@public.example/",
              "http://%s%%00.public.example/",
              "http://%s%%2f.public.example/",
              "http://%s%%09/",
              "http://public.example%%40%s/",
              "http://a:b@c:d@%s/",
              "http://@%s/",
              "http://:@%s/",
              "http://%s:/",
              "http://%s:0/",
              "http://%s:65535/",
              "http://%s:99999/",
              "http://%s:080/",
              "http://%s%%20/",
              "http:// %s/",
              "http://%s /",
              "\thttp://%s/",
              "ws://%s/",
              "ftp://%s/",
              "gopher://%s:70/_x",
              "dict://%s:11211/",
              "file://%s/etc/passwd",
              "jar:http://%s!/",
              "view-source:http://%s/",
              "javascript:location='http://%s/'",
              "http://\u00ad%s/",
              "http://%s\u200b/",
              "http://%s\u3002/",
              "http:\u2044\u2044%s/")) {
        tricks.add(String.format(form, host));
      }
    }
    return tricks;
  }

  /** The hosts of a part of the table, in all their disguises. */
  private static Set<String> hosts(String part) throws IOException {
    Set<String> hosts = new LinkedHashSet<>();
    for (String literal : rows(part)) {
      if (literal.matches("\\d+(\\.\\d+){3}")) {
        hosts.addAll(Disguises.of(literal));
      } else if (literal.contains(":")) {
        hosts.addAll(Disguises.ofSix(literal));
      } else {
        hosts.add(literal);
      }
    }
    return hosts;
  }

  private static List<String> rows(String part) throws IOException {
    try (InputStream table = GuardTest.class.getResourceAsStream("addresses.txt")) {
      return new String(table.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(row -> row.startsWith(part + " "))
          .map(row -> row.split(" ")[1])
          .toList();
    }
  }

  /** Names of the test's own; digits are left to the machine, which knows more spellings. */
  private Dns resolver() {
    return name -> {
      Supplier<List<InetAddress>> own = names.get(name);
      if (own != null) {
        return own.get();
      }
      if (name.matches("(?i)[0-9a-fx.]+|localhost")) {
        return Dns.SYSTEM.lookup(name);
      }
      throw new UnknownHostException(name);
    };
  }

  private static Dispatcher serving(MockResponse answer) {
    return new Dispatcher() {
      @Override
      public MockResponse dispatch(RecordedRequest request) {
        return answer;
      }
    };
  }

  /** Leads away whoever asks the public host, and serves everybody else. */
  private static Dispatcher redirecting(int code, String location) {
    MockResponse away =
        new MockResponse.Builder().code(code).addHeaderLenient("Location", location).build();
    MockResponse here = new MockResponse.Builder().body("x").build();
    return new Dispatcher() {
      @Override
      public MockResponse dispatch(RecordedRequest request) {
        String host = String.valueOf(request.getHeaders().get("Host"));
        return host.endsWith(".example") ? away : here;
      }
    };
  }

  private static Optional<URI> uri(String link) {
    try {
      return Optional.of(URI.create(link));
    } catch (IllegalArgumentException noAddressToJava) {
      return Optional.empty();
    }
  }

  private static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(literal, e);
    }
  }
}
