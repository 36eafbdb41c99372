package coach.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {
  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, 203.0.113.7",
    "::ffff:203.0.113.7, 203.0.113.7",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64",
    "2001:db8:1:2::9, 2001:db8:1:2::/64",
    "203.0.113.7:4711, 203.0.113.7",
    "[2001:db8:1:2::9]:4711, 2001:db8:1:2::/64",
    "fe80::1%eth0, fe80:0:0:0::/64",
    "nonsense, unknown",
    "'', unknown"
  })
  void aSubscribersWholeNetworkIsCountedAsOne(String address, String key) {
    assertEquals(key, ClientAddress.key(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.com",
        "cafe.de",
        "dead.beef",
        "localhost",
        "",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.4:",
        "1.2.3.4:5:6",
        "1.2.3.4:x",
        "[1.2.3.4",
        "999.1.1.1",
        ":::",
        "1.2.3.4\r\nX: y"
      })
  void whatIsNoAddressIsNeverLookedUp(String text) {
    assertNull(ClientAddress.parse(text));
  }
}
