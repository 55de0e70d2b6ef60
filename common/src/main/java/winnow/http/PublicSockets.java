package winnow.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sockets that connect to public addresses only. The address is judged at the moment it is
 * connected to, so neither a redirect nor a name that changes its mind leads anywhere else.
 */
final class PublicSockets extends SocketFactory {
  private final Predicate<InetSocketAddress> judge;
  private final @Nullable Supplier<SocketImpl> network;

  PublicSockets() {
    this(at -> at.getAddress() != null && PublicAddress.is(at.getAddress()), null);
  }

  /**
   * With a judge and a network of a test's own.
   *
   * @param network what sockets are made of; absent for the machine's
   */
  PublicSockets(Predicate<InetSocketAddress> judge, @Nullable Supplier<SocketImpl> network) {
    this.judge = judge;
    this.network = network;
  }

  /** Sockets of the same network that connect to any address. */
  PublicSockets unguarded() {
    return new PublicSockets(at -> true, network);
  }

  boolean isPublic(InetSocketAddress address) {
    return judge.test(address);
  }

  @Override
  public Socket createSocket() throws SocketException {
    return network == null ? new Guarded() : new Guarded(network.get());
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return createSocket(InetAddress.getByName(host), port);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return createSocket(InetAddress.getByName(host), port, localHost, localPort);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    Socket socket = createSocket();
    socket.connect(new InetSocketAddress(host, port));
    return socket;
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    Socket socket = createSocket();
    socket.bind(new InetSocketAddress(local, localPort));
    socket.connect(new InetSocketAddress(host, port));
    return socket;
  }

  private final class Guarded extends Socket {
    Guarded() {}

    Guarded(SocketImpl network) throws SocketException {
      super(network);
    }

    @Override
    public void connect(SocketAddress endpoint) throws IOException {
      connect(endpoint, 0);
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
      if (!isPublic((InetSocketAddress) endpoint)) {
        throw new IOException(
            "a link or a redirect may not lead to a private address: " + endpoint);
      }
      super.connect(endpoint, timeout);
    }
  }
}
