package winnow.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * addresses.txt holds ranges that are not public; every IPv4 one is tried in its IPv6 clothes too.
 */
class PublicAddressTest {
  private static final String[] CLOTHES = {
    "::ffff:%s", "::ffff:0:%s", "::%s", "64:ff9b::%s", "64:ff9b:1::%s"
  };

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void is_addressThatIsNotPublic_isNot(String literal) throws UnknownHostException {
    assertThat(PublicAddress.is(InetAddress.getByName(literal))).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("allowed")
  void is_publicAddress_is(String literal) throws UnknownHostException {
    assertThat(PublicAddress.is(InetAddress.getByName(literal))).isTrue();
  }

  /** Java takes a mapped address apart by itself, but for one that is made of its bytes. */
  @Property
  void is_mappedAddressLeftAsBytes_isNever(@ForAll @Size(4) byte[] four) throws Exception {
    byte[] mapped = new byte[16];
    mapped[10] = (byte) 0xff;
    mapped[11] = (byte) 0xff;
    System.arraycopy(four, 0, mapped, 12, 4);

    assertThat(PublicAddress.is(Inet6Address.getByAddress("", mapped, -1))).isFalse();
  }

  @Property
  void is_behindNat64_isAsTheAddressThatItCarries(@ForAll @Size(4) byte[] four) throws Exception {
    byte[] carried = new byte[16];
    carried[1] = 0x64;
    carried[2] = (byte) 0xff;
    carried[3] = (byte) 0x9b;
    System.arraycopy(four, 0, carried, 12, 4);

    assertThat(PublicAddress.is(InetAddress.getByAddress(carried)))
        .isEqualTo(PublicAddress.is(InetAddress.getByAddress(four)));
  }

  static Stream<Arguments> refused() throws IOException {
    List<String> all = new ArrayList<>();
    for (String address : rows("refused")) {
      all.add(address);
      if (address.matches("\\d+(\\.\\d+){3}")) {
        for (String form : CLOTHES) {
          all.add(String.format(form, address));
        }
        all.add(sixToFour(address));
        all.add(teredo(address));
      }
    }
    assertThat(all).hasSizeGreaterThan(300).doesNotHaveDuplicates();
    return all.stream().map(Arguments::of);
  }

  static Stream<Arguments> allowed() throws IOException {
    return rows("allowed").stream().map(Arguments::of);
  }

  private static List<String> rows(String part) throws IOException {
    try (InputStream table = PublicAddressTest.class.getResourceAsStream("addresses.txt")) {
      return new String(table.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(row -> row.startsWith(part + " "))
          .map(row -> row.split(" ")[1])
          .toList();
    }
  }

  private static String sixToFour(String four) throws UnknownHostException {
    byte[] b = InetAddress.getByName(four).getAddress();
    return String.format("2002:%02x%02x:%02x%02x::1", b[0], b[1], b[2], b[3]);
  }

  private static String teredo(String four) throws UnknownHostException {
    byte[] b = InetAddress.getByName(four).getAddress();
    return String.format(
        "2001:0:4136:e378:8000:63bf:%02x%02x:%02x%02x",
        ~b[0] & 0xff, ~b[1] & 0xff, ~b[2] & 0xff, ~b[3] & 0xff);
  }
}
