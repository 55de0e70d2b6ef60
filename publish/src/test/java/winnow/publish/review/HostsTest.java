package winnow.publish.review;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostsTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, localhost, true",
    "127.0.0.1, localhost:8080, true",
    "127.0.0.1, LOCALHOST:9, true",
    "127.0.0.1, 127.0.0.1:1, true",
    "127.0.0.1, [::1]:8080, true",
    "127.0.0.1, evil.example, false",
    "127.0.0.1, localhost.evil.example:8080, false",
    "127.0.0.1, 127.0.0.1.evil.example, false",
    "127.0.0.1, 192.168.0.7:8080, false",
    "127.0.0.1, user@localhost, false",
    "127.0.0.1, localhost:80:80, false",
    "127.0.0.1, '', false",
    "127.0.0.1, , false",
    "192.168.0.7, 192.168.0.7:8080, true",
    "list.example, List.Example:8080, true",
    "fe80::1, [fe80::1]:8080, true",
    "0.0.0.0, 192.168.0.7:8080, true",
    "0.0.0.0, [2001:db8::1], true",
    "::, 10.0.0.1, true",
    "0.0.0.0, evil.example, false",
    "0.0.0.0, 10.0.0.1.evil.example, false",
  })
  void welcome_names(String own, String header, boolean welcome) {
    assertThat(new Hosts(own).welcome(header)).isEqualTo(welcome);
  }
}
