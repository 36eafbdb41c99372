package coach.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicAddressTest {
  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, false",
    "10.1.2.3, false",
    "100.64.0.1, false",
    "100.127.255.255, false",
    "127.0.0.1, false",
    "127.255.255.254, false",
    "169.254.169.254, false",
    "172.16.0.1, false",
    "172.31.255.255, false",
    "192.0.0.8, false",
    "192.0.2.1, false",
    "192.88.99.1, false",
    "192.168.178.1, false",
    "198.18.0.1, false",
    "198.19.255.255, false",
    "198.51.100.7, false",
    "203.0.113.9, false",
    "224.0.0.1, false",
    "240.0.0.1, false",
    "255.255.255.255, false",
    "::, false",
    "::1, false",
    "::ffff:127.0.0.1, false",
    "::ffff:10.0.0.1, false",
    "::127.0.0.1, false",
    "64:ff9b::7f00:1, false",
    "fe80::1, false",
    "fec0::1, false",
    "fc00::1, false",
    "fd00:ec2::254, false",
    "ff02::1, false",
    "100::1, false",
    "2001::1, false",
    "2001:db8::1, false",
    "2002:7f00:1::, false",
    "3fff::1, false",
    "1.1.1.1, true",
    "9.255.255.255, true",
    "11.0.0.0, true",
    "100.63.255.255, true",
    "100.128.0.0, true",
    "172.15.0.1, true",
    "172.32.0.1, true",
    "198.17.0.1, true",
    "198.20.0.1, true",
    "::ffff:1.1.1.1, true",
    "2606:4700::1111, true",
    "2a00:1450:4001:80e::200e, true"
  })
  void onlyTheOpenInternetIsPublic(String address, boolean isPublic) throws Exception {
    assertEquals(isPublic, PublicAddress.isPublic(InetAddress.getByName(address)), address);
  }
}
