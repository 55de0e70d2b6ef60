package winnow.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The ways to write an address into a link so that it does not look like itself. Pure. */
final class Disguises {
  private static final String[] CLOTHES = {
    "::%s",
    "::ffff:%s",
    "::ffff:0:%s",
    "64:ff9b::%s",
    "64:ff9b:1::%s",
    "2002:%s::1",
    "fe80::5efe:%s"
  };

  private Disguises() {}

  /** Hosts, as they stand in a link, that are all the given IPv4 address. */
  static Set<String> of(String dotted) throws UnknownHostException {
    int[] b = parts(dotted);
    long number = ((long) b[0] << 24) + (b[1] << 16) + (b[2] << 8) + b[3];
    int last3 = (b[1] << 16) + (b[2] << 8) + b[3];
    int last2 = (b[2] << 8) + b[3];
    Set<String> hosts = new LinkedHashSet<>();
    hosts.add(dotted);
    hosts.add(dotted + ".");
    hosts.add(Long.toString(number));
    hosts.add("0x" + Long.toHexString(number));
    hosts.add("0X" + String.format("%08X", number));
    hosts.add("0" + Long.toOctalString(number));
    hosts.add(b[0] + "." + last3);
    hosts.add(b[0] + "." + b[1] + "." + last2);
    hosts.add("0x" + Integer.toHexString(b[0]) + "." + last3);
    hosts.add(joined(b, part -> "0x" + Integer.toHexString(part)));
    hosts.add(joined(b, part -> "0" + Integer.toOctalString(part)));
    hosts.add(joined(b, part -> String.format("%04o", part)));
    hosts.add(joined(b, part -> String.format("%03d", part)));
    hosts.add("0x" + Integer.toHexString(b[0]) + ".0" + Integer.toOctalString(b[1]) + "." + last2);
    hosts.add(escaped(dotted));
    hosts.add(wide(dotted));
    Stream.of("\u3002", "\uff0e", "\uff61").forEach(dot -> hosts.add(dotted.replace(".", dot)));
    hosts.add(circled(dotted));
    String hex = String.format("%02x%02x:%02x%02x", b[0], b[1], b[2], b[3]);
    for (String form : CLOTHES) {
      hosts.add("[" + String.format(form, hex) + "]");
      if (!form.startsWith("2002")) {
        hosts.add("[" + String.format(form, dotted) + "]");
      }
    }
    hosts.add(
        String.format(
            "[2001:0:4136:e378:8000:63bf:%02x%02x:%02x%02x]",
            ~b[0] & 0xff, ~b[1] & 0xff, ~b[2] & 0xff, ~b[3] & 0xff));
    return hosts;
  }

  /** Hosts, as they stand in a link, that are all the given IPv6 address. */
  static Set<String> ofSix(String literal) throws UnknownHostException {
    String whole = InetAddress.getByName(literal).getHostAddress();
    Set<String> hosts = new LinkedHashSet<>();
    hosts.add("[" + literal + "]");
    hosts.add("[" + whole + "]");
    hosts.add("[" + whole.toUpperCase(java.util.Locale.ROOT) + "]");
    hosts.add("[" + literal + "%25eth0]");
    hosts.add("[" + literal + "%251]");
    hosts.add("[" + literal + "%lo]");
    return hosts;
  }

  private static int[] parts(String dotted) throws UnknownHostException {
    byte[] bytes = InetAddress.getByName(dotted).getAddress();
    return new int[] {bytes[0] & 0xff, bytes[1] & 0xff, bytes[2] & 0xff, bytes[3] & 0xff};
  }

  private static String joined(int[] parts, Function<Integer, String> digits) {
    return Stream.of(parts[0], parts[1], parts[2], parts[3])
        .map(digits)
        .collect(Collectors.joining("."));
  }

  private static String escaped(String host) {
    return host.chars().mapToObj(c -> String.format("%%%02X", c)).collect(Collectors.joining());
  }

  private static String wide(String host) {
    return shifted(host, 0xff10 - '0');
  }

  private static String circled(String host) {
    return host.chars()
        .mapToObj(c -> c == '0' ? "\u24ea" : c == '.' ? "." : Character.toString(0x2460 + c - '1'))
        .collect(Collectors.joining());
  }

  private static String shifted(String host, int by) {
    return host.chars()
        .mapToObj(c -> c == '.' ? "." : Character.toString(c + by))
        .collect(Collectors.joining());
  }
}
