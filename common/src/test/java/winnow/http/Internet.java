package winnow.http;

import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketImpl;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An internet of which every address leads to one server on loopback. It stands below everything
 * that decides where to go: what is connected to here would have left the machine.
 */
final class Internet {
  private final int server;
  private final List<InetAddress> reached = new CopyOnWriteArrayList<>();

  /**
   * @param server the port on loopback that answers for everybody
   */
  Internet(int server) {
    this.server = server;
  }

  /** The addresses that somebody connected to, in order. */
  List<InetAddress> reached() {
    return reached;
  }

  /** A way into it, for one socket. */
  SocketImpl cable() {
    return new Cable();
  }

  private final class Cable extends SocketImpl {
    private final Socket end = new Socket();

    @Override
    protected void connect(SocketAddress endpoint, int timeout) throws IOException {
      InetSocketAddress to = (InetSocketAddress) endpoint;
      reached.add(to.getAddress());
      address = to.getAddress();
      port = to.getPort();
      end.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server), timeout);
    }

    @Override
    protected void connect(String host, int port) throws IOException {
      connect(InetAddress.getByName(host), port);
    }

    @Override
    protected void connect(InetAddress address, int port) throws IOException {
      connect(new InetSocketAddress(address, port), 0);
    }

    @Override
    protected void create(boolean stream) {}

    @Override
    protected void bind(InetAddress host, int port) {}

    @Override
    protected void listen(int backlog) {
      throw new UnsupportedOperationException("nobody listens here");
    }

    @Override
    protected void accept(SocketImpl other) {
      throw new UnsupportedOperationException("nobody listens here");
    }

    @Override
    protected InputStream getInputStream() throws IOException {
      return end.getInputStream();
    }

    @Override
    protected OutputStream getOutputStream() throws IOException {
      return end.getOutputStream();
    }

    @Override
    protected int available() throws IOException {
      return end.getInputStream().available();
    }

    @Override
    protected void close() throws IOException {
      end.close();
    }

    @Override
    protected void sendUrgentData(int data) throws IOException {
      end.sendUrgentData(data);
    }

    @Override
    protected FileDescriptor getFileDescriptor() {
      return new FileDescriptor();
    }

    @Override
    public void setOption(int option, Object value) {}

    @Override
    public Object getOption(int option) {
      return 0;
    }
  }
}
