package winnow.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceTest {
  private final List<String> heard = new ArrayList<>();

  @Test
  void close_afterStart_stopsInTheOtherOrder() {
    Service service = new Service("worker", new Told("a"), new Told("b"), new Told("c"));

    service.start();
    service.close();

    assertThat(service.name()).isEqualTo("worker");
    assertThat(heard).containsExactly("a+", "b+", "c+", "c-", "b-", "a-");
  }

  @Test
  void close_again_stopsNothingTwice() {
    Service service = new Service("worker", new Told("a"));
    service.start();

    service.close();
    service.close();

    assertThat(heard).containsExactly("a+", "a-");
  }

  @Test
  void close_neverStarted_stopsNothing() {
    new Service("worker", new Told("a")).close();

    assertThat(heard).isEmpty();
  }

  /** The part that failed may have come half way, so it is told to stop as well. */
  @Test
  void start_failureInTheMiddle_stopsThoseBeforeAndThrowsIt() {
    Service service =
        new Service("worker", new Told("a"), new Told("b").failingToStart(), new Told("c"));

    assertThatThrownBy(service::start).hasMessage("b does not start");

    assertThat(heard).containsExactly("a+", "b+", "b-", "a-");
  }

  @Test
  void start_failureAndThenAnotherOnStopping_throwsTheFirstWithTheOther() {
    Service service =
        new Service("worker", new Told("a").failingToStop(), new Told("b").failingToStart());

    assertThatThrownBy(service::start)
        .hasMessage("b does not start")
        .satisfies(
            first ->
                assertThat(first.getSuppressed())
                    .singleElement()
                    .satisfies(other -> assertThat(other).hasMessage("a does not stop")));
  }

  @Test
  void close_partThatDoesNotStop_stopsTheOthersAndThrowsAllFailures() {
    Service service =
        new Service(
            "worker", new Told("a"), new Told("b").failingToStop(), new Told("c").failingToStop());
    service.start();

    assertThatThrownBy(service::close)
        .hasMessage("c does not stop")
        .satisfies(first -> assertThat(first.getSuppressed()).hasSize(1));

    assertThat(heard).endsWith("c-", "b-", "a-");
  }

  @Test
  void trouble_ofParts_isTheFirstOne() {
    Service well = new Service("worker", new Told("a"));
    Service unwell = new Service("worker", new Told("a"), new Told("b").inTrouble());

    assertThat(well.trouble()).isEmpty();
    assertThat(unwell.trouble()).contains("b is unwell");
  }

  private final class Told implements Part {
    private final String name;
    private boolean starts = true;
    private boolean stops = true;
    private boolean well = true;

    Told(String name) {
      this.name = name;
    }

    Told failingToStart() {
      starts = false;
      return this;
    }

    Told failingToStop() {
      stops = false;
      return this;
    }

    Told inTrouble() {
      well = false;
      return this;
    }

    @Override
    public void start() {
      heard.add(name + "+");
      if (!starts) {
        throw new IllegalStateException(name + " does not start");
      }
    }

    @Override
    public void stop() {
      heard.add(name + "-");
      if (!stops) {
        throw new IllegalStateException(name + " does not stop");
      }
    }

    @Override
    public String trouble() {
      return well ? null : name + " is unwell";
    }
  }
}
