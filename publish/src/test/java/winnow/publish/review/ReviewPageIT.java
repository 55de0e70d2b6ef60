package winnow.publish.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static winnow.publish.letter.Entries.PROFILE;
import static winnow.publish.letter.Entries.paper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import winnow.model.Decision.Action;
import winnow.publish.letter.Entries;

/** The page as a curator's browser runs it. Left out, with a word, where no Chromium is. */
class ReviewPageIT {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

  @TempDir static Path profile;
  private static ChromeDriver browser;

  private static final java.time.Clock CLOCK =
      java.time.Clock.fixed(java.time.Instant.EPOCH, java.time.ZoneOffset.UTC);

  private final java.util.List<String> added = new java.util.concurrent.CopyOnWriteArrayList<>();
  private final java.util.List<winnow.model.Decision> decided =
      new java.util.concurrent.CopyOnWriteArrayList<>();
  private final FixedView view = new FixedView();
  private final ReviewPage page =
      new ReviewPage(
          "127.0.0.1", 0, PROFILE, view, new FixedLetters(), decided::add, added::add, CLOCK);

  @BeforeAll
  static void open() {
    boolean there = Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
    if (!there) {
      System.out.println("ReviewPageIT is left out: no " + CHROMIUM + " with " + DRIVER);
    }
    assumeTrue(there, "no Chromium");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--user-data-dir=" + profile);
    options.setCapability("goog:loggingPrefs", logs);
    browser =
        new ChromeDriver(
            new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .usingAnyFreePort()
                .build(),
            options);
    browser.manage().timeouts().scriptTimeout(Duration.ofSeconds(10));
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.quit();
    }
  }

  @BeforeEach
  void start() {
    view.now(papers(1, 30).toArray(Entries[]::new));
    page.start();
    browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    browser.get(address("/"));
    waitFor("!document.getElementById('keys-button').hidden");
  }

  /** Whatever a test did, the browser had nothing to complain of: no error, no breach of policy. */
  @AfterEach
  void stop() {
    page.stop();
    assertThat(browser.manage().logs().get(LogType.BROWSER).getAll())
        .filteredOn(entry -> !entry.getMessage().contains("/events"))
        .isEmpty();
  }

  @Test
  void keys_jAndK_moveBetweenPapers() {
    press("j");
    assertThat(focused()).isEqualTo(id(30));

    press("j", "j", "k");
    assertThat(focused()).isEqualTo(id(29));

    press("k", "k", "k");
    assertThat(focused()).isEqualTo(id(30));
  }

  @Test
  void keys_a_togglesTheAbstractThere() {
    press("j", "a");
    assertThat(openAbstracts()).containsExactly(id(30) + "#abstract");

    press("a");
    assertThat(openAbstracts()).isEmpty();
  }

  @Test
  void keys_withoutOurs_openTheAbstractToo() {
    run("document.querySelector('summary').focus()");

    press(Keys.ENTER);

    assertThat(openAbstracts()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"o", "\uE007"})
  void keys_oAndEnter_openThePaper(String key) {
    run(
        "document.addEventListener('click', event => {"
            + " event.preventDefault(); window.opened = event.target.href; })");

    press("j", "j", key);

    assertThat(run("return window.opened")).isEqualTo("https://arxiv.org/abs/2501.00029");
  }

  @Test
  void keys_slash_searchesAndThenTypes() {
    press("/", "j", "a");

    assertThat(focused()).isEqualTo("q");
    assertThat(browser.findElement(By.id("q")).getDomProperty("value")).isEqualTo("ja");

    press(Keys.ENTER);
    waitFor("location.search === '?q=ja'");
  }

  @Test
  void keys_questionMark_showsTheKeysAndCanSwitchThemOff() {
    press("?");
    WebElement keys = browser.findElement(By.id("keys"));
    assertThat(keys.isDisplayed()).isTrue();
    assertThat(keys.getText()).contains("next paper", "previous paper", "search");

    browser.findElement(By.id("keys-on")).click();
    press(Keys.ESCAPE);
    press("j");

    assertThat(keys.isDisplayed()).isFalse();
    assertThat(focused()).isNotEqualTo(id(30));
    run("localStorage.clear()");
  }

  @Test
  void live_shortlistChanges_showsItWhereTheReaderIs() {
    press("j", "j", "j", "j", "j", "j", "j", "j", "j", "j", "a");
    String before = focused();
    double top = top(before);

    view.now(
        Stream.of(papers(1, 29), papers(31, 40)).flatMap(List::stream).toArray(Entries[]::new));
    waitFor("document.getElementById('list').dataset.total === '39'");

    assertThat(focused()).isEqualTo(before);
    assertThat(openAbstracts()).containsExactly(before + "#abstract");
    assertThat(top(before)).isBetween(top - 2, top + 2);
    assertThat(browser.findElement(By.id("news")).getText())
        .isEqualTo("The shortlist changed. 39 papers match now.");
  }

  @Test
  void live_focusedPaperLeaves_focusesTheOneInItsPlace() {
    press("j", "j");

    view.now(
        Stream.of(papers(1, 28), papers(30, 30)).flatMap(List::stream).toArray(Entries[]::new));
    waitFor("document.getElementById('list').dataset.total === '29'");

    assertThat(focused()).isEqualTo(id(28));
  }

  @Test
  void live_typing_isNotDisturbed() {
    press("/", "r", "e");

    view.now(papers(1, 31).toArray(Entries[]::new));
    waitFor("document.getElementById('list').dataset.total === '31'");
    press("f");

    assertThat(focused()).isEqualTo("q");
    assertThat(browser.findElement(By.id("q")).getDomProperty("value")).isEqualTo("ref");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/?q=nothing", "/draft", "/scorecard", "/?section=Systemic+Safety"})
  void any_phone_needsNoScrollingToTheSide(String path) {
    List<Entries> papers = new ArrayList<>(papers(1, 3));
    papers.add(
        paper("arxiv:2501.00004")
            .titled("W".repeat(300))
            .by("X".repeat(200))
            .about("Y".repeat(500))
            .scored(1)
            .decided(Action.APPROVE));
    papers.add(paper("arxiv:2501.00005").scored(2).decided(Action.REJECT));
    view.now(papers.toArray(Entries[]::new));
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", 360, "height", 740, "deviceScaleFactor", 1, "mobile", true));

    browser.get(address(path));

    assertThat(run("return document.documentElement.scrollWidth")).isEqualTo(360L);
  }

  @Test
  void add_byKeyboard_saysThatItIsAddedAndStaysOnThePage() {
    view.now(papers(1, 3).toArray(Entries[]::new));
    browser.get(address("/"));

    press("+", "2502.17420", Keys.ENTER);

    waitFor("document.getElementById('news').textContent.startsWith('Added')");
    assertThat(added).containsExactly("2502.17420");
    assertThat(browser.getCurrentUrl()).isEqualTo(address("/"));
    assertThat(run("return document.querySelector('input[name=paper]').value")).isEqualTo("");
  }

  private static List<Entries> papers(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(
            n -> paper(id(n)).titled("Paper number " + n).about("About it. ".repeat(30)).scored(n))
        .toList();
  }

  private static String id(int n) {
    return String.format("arxiv:2501.%05d", n);
  }

  private String address(String path) {
    return "http://127.0.0.1:" + page.port() + path;
  }

  private static void press(CharSequence... keys) {
    for (CharSequence key : keys) {
      new Actions(browser).sendKeys(key).perform();
    }
  }

  private static Object run(String script) {
    return browser.executeScript(script);
  }

  private static String focused() {
    return (String) run("return document.activeElement.id");
  }

  private static List<String> openAbstracts() {
    return browser.findElements(By.cssSelector("details[open]")).stream()
        .map(details -> details.getDomProperty("id"))
        .toList();
  }

  private static double top(String id) {
    Object top =
        browser.executeScript(
            "return document.getElementById(arguments[0]).getBoundingClientRect().top", id);
    return ((Number) top).doubleValue();
  }

  /** Returns as soon as the page meets the condition, or fails after ten seconds. */
  private static void waitFor(String condition) {
    browser.executeAsyncScript(
        "const done = arguments[0];"
            + " (function look() { ("
            + condition
            + ") ? done() : setTimeout(look, 20); })()");
  }
}
