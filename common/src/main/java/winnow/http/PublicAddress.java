package winnow.http;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses belong to the public internet. The ranges are those of IANA's special-purpose
 * registries for IPv4 and IPv6; an IPv6 form that carries an IPv4 address is judged by both.
 */
final class PublicAddress {
  private static final List<Range> NOT_PUBLIC =
      List.of(
          Range.of("0.0.0.0", 8),
          Range.of("10.0.0.0", 8),
          Range.of("100.64.0.0", 10),
          Range.of("127.0.0.0", 8),
          Range.of("169.254.0.0", 16),
          Range.of("172.16.0.0", 12),
          Range.of("192.0.0.0", 24),
          Range.of("192.0.2.0", 24),
          Range.of("192.31.196.0", 24),
          Range.of("192.52.193.0", 24),
          Range.of("192.88.99.0", 24),
          Range.of("192.168.0.0", 16),
          Range.of("192.175.48.0", 24),
          Range.of("198.18.0.0", 15),
          Range.of("198.51.100.0", 24),
          Range.of("203.0.113.0", 24),
          Range.of("224.0.0.0", 4),
          Range.of("240.0.0.0", 4));

  /** Only global unicast is public; what is carved out of it for other uses is not. */
  private static final Range GLOBAL = Range.of("2000::", 3);

  private static final List<Range> CARVED_OUT =
      List.of(
          Range.of("2001::", 23),
          Range.of("2001:db8::", 32),
          Range.of("2002::", 16),
          Range.of("2620:4f:8000::", 48),
          Range.of("3fff::", 20));

  private static final Range NAT64 = Range.of("64:ff9b::", 96);

  private PublicAddress() {}

  static boolean is(InetAddress address) {
    if (address instanceof Inet4Address) {
      return isPublic4(address.getAddress());
    }
    if (address instanceof Inet6Address) {
      byte[] bytes = address.getAddress();
      if (NAT64.holds(bytes)) {
        return isPublic4(Arrays.copyOfRange(bytes, 12, 16));
      }
      return GLOBAL.holds(bytes) && CARVED_OUT.stream().noneMatch(range -> range.holds(bytes));
    }
    return false;
  }

  private static boolean isPublic4(byte[] bytes) {
    return NOT_PUBLIC.stream().noneMatch(range -> range.holds(bytes));
  }

  private record Range(byte[] prefix, int bits) {
    static Range of(String literal, int bits) {
      try {
        return new Range(InetAddress.getByName(literal).getAddress(), bits);
      } catch (java.net.UnknownHostException e) {
        throw new IllegalArgumentException("not an address: " + literal, e);
      }
    }

    boolean holds(byte[] address) {
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((address[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }
}
