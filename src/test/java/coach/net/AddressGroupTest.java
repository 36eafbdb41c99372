package coach.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class AddressGroupTest {
  @Test
  void oneNetworkOfIpv6CountsAsOneAddress() {
    String one = AddressGroup.of("2001:db8:1:2:3:4:5:6");
    assertEquals(one, AddressGroup.of("2001:DB8:1:2::ffff"));
    assertEquals(one, AddressGroup.of("[2001:db8:1:2::9]"), "as a socket of Jetty names it");
    assertEquals(one, AddressGroup.of("[2001:db8:1:2::9]:4711"));
    assertEquals(one, AddressGroup.of("2001:db8:1:2::9%eth0"));
    assertNotEquals(one, AddressGroup.of("2001:db8:1:3::1"));
  }

  @Test
  void everyAddressOfIpv4CountsByItself() {
    assertEquals("192.0.2.1", AddressGroup.of("192.0.2.1"));
    assertEquals("192.0.2.1", AddressGroup.of("::ffff:192.0.2.1"));
  }

  @Test
  void whatIsNoAddressStandsForItself() {
    assertEquals("example.com", AddressGroup.of("example.com"));
    assertEquals(":::::", AddressGroup.of(":::::"));
  }
}
