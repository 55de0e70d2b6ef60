package winnow.standalone;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A server that keeps to no rule: each path has an answer of its own, written byte by byte. It
 * listens on an address of the loopback network that is asked for, so that several count as
 * different providers.
 */
final class HostileServer implements AutoCloseable {
  /** Writes an answer, from the status line on; ends when the other side is gone. */
  interface Answer {
    void write(Connection to) throws IOException;
  }

  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ServerSocket socket;

  HostileServer(String host) {
    try {
      socket = new ServerSocket(0, 50, InetAddress.getByName(host));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  String serve(String path, Answer answer) {
    answers.put("/" + path, answer);
    return "http://"
        + socket.getInetAddress().getHostAddress()
        + ":"
        + socket.getLocalPort()
        + "/"
        + path;
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket one = socket.accept();
        threads.execute(() -> answer(one));
      } catch (IOException closing) {
        return;
      }
    }
  }

  private void answer(Socket one) {
    try (one) {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(one.getInputStream(), ISO_8859_1));
      String request = in.readLine();
      for (String line = request; line != null && !line.isEmpty(); ) {
        line = in.readLine();
      }
      Answer answer = request == null ? null : answers.get(request.split(" ")[1]);
      if (answer != null) {
        answer.write(new Connection(one, closed));
      }
    } catch (IOException otherSideHasGone) {
      // as it should
    }
  }

  /** The way back to whoever asked. */
  record Connection(Socket socket, CountDownLatch closed) {
    void say(String text) throws IOException {
      OutputStream out = socket.getOutputStream();
      out.write(text.getBytes(ISO_8859_1));
      out.flush();
    }

    /** Says it again and again, until nobody listens. */
    void forever(String text) throws IOException {
      while (true) {
        say(text);
      }
    }

    /** Says one character a second, until nobody listens. */
    void drip(String text) throws IOException {
      try {
        for (int i = 0; !closed.await(1, TimeUnit.SECONDS); i = (i + 1) % text.length()) {
          say(text.substring(i, i + 1));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    /** Breaks off in the middle instead of closing. */
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
    }
  }
}
