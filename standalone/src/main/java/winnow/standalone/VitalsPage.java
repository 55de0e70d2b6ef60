package winnow.standalone;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import winnow.config.ConfigException;
import winnow.config.Settings;

/**
 * For programs that watch: {@code /metrics} in Prometheus' text, {@code /health/live} and {@code
 * /health/ready}, which answer 200, or 503 with one line for each thing that is wrong.
 */
final class VitalsPage implements AutoCloseable {
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Vitals vitals = new Vitals();
  private final @Nullable HttpServer server;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread made = new Thread(work, "vitals");
            made.setDaemon(true);
            return made;
          });

  private VitalsPage(@Nullable HttpServer server) {
    this.server = server;
    new JvmMemoryMetrics().bindTo(meters);
    new JvmThreadMetrics().bindTo(meters);
    new ClassLoaderMetrics().bindTo(meters);
    new ProcessorMetrics().bindTo(meters);
    new UptimeMetrics().bindTo(meters);
    if (server != null) {
      server.createContext("/metrics", exchange -> answer(exchange, 200, meters.scrape()));
      server.createContext("/health/live", exchange -> answer(exchange, vitals.deadly()));
      server.createContext("/health/ready", exchange -> answer(exchange, vitals.passing()));
      server.setExecutor(thread);
      server.start();
    }
  }

  /**
   * Opens the page where the settings say.
   *
   * @throws ConfigException if the address cannot be listened on
   */
  static VitalsPage open(Settings.Metrics settings) throws ConfigException {
    if (settings.off()) {
      return new VitalsPage(null);
    }
    try {
      return new VitalsPage(
          HttpServer.create(new InetSocketAddress(settings.host(), settings.port()), 16));
    } catch (IOException e) {
      throw new ConfigException(
          "metrics.listen: cannot listen on "
              + settings.listen()
              + ": "
              + e.getMessage()
              + "; give each process of a machine its own, or none");
    }
  }

  PrometheusMeterRegistry meters() {
    return meters;
  }

  Vitals vitals() {
    return vitals;
  }

  /** The port it listens on; 0 if it is closed to all. */
  int port() {
    return server == null ? 0 : server.getAddress().getPort();
  }

  @Override
  public void close() {
    if (server != null) {
      server.stop(0);
    }
    thread.shutdownNow();
  }

  private static void answer(HttpExchange exchange, List<String> wrong) throws IOException {
    answer(exchange, wrong.isEmpty() ? 200 : 503, wrong.isEmpty() ? "ok\n" : lines(wrong));
  }

  private static String lines(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    try (exchange) {
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
