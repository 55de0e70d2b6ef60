package winnow.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.function.Predicate;
import javax.net.SocketFactory;

/**
 * Sockets that connect to public addresses only. The address is judged at the moment it is
 * connected to, so neither a redirect nor a name that changes its mind leads anywhere else.
 */
final class PublicSockets extends SocketFactory {
  private final Predicate<InetSocketAddress> isPublic;

  PublicSockets() {
    this(at -> at.getAddress() != null && PublicAddress.is(at.getAddress()));
  }

  /** With a judge of its own, where a test's servers stand for the public internet. */
  PublicSockets(Predicate<InetSocketAddress> isPublic) {
    this.isPublic = isPublic;
  }

  @Override
  public Socket createSocket() {
    return new Socket() {
      @Override
      public void connect(SocketAddress endpoint) throws IOException {
        connect(endpoint, 0);
      }

      @Override
      public void connect(SocketAddress endpoint, int timeout) throws IOException {
        if (!isPublic.test((InetSocketAddress) endpoint)) {
          throw new IOException("a link in content may not lead to a private address: " + endpoint);
        }
        super.connect(endpoint, timeout);
      }
    };
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
}
