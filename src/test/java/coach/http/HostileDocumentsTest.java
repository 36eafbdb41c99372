package coach.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.net.PublicAddresses;
import coach.security.Proves;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Strangers name documents to a running server, and it neither gets lost nor tells what it saw. */
@Timeout(120)
class HostileDocumentsTest {
  private static final String REFUSED =
      "The document that client_id names cannot be fetched from a public address: its name was"
          + " not resolved, or nothing usable answered there. Register the app instead.";

  @TempDir private static Path folder;
  private static HostileWeb web;

  /** Which addresses the guard was asked about, and whom it lets through in this test. */
  private static final Set<String> SEEN = new ConcurrentSkipListSet<>();

  private static volatile Predicate<InetAddress> allowed;
  private static DocumentSite site;

  @BeforeAll
  static void serve() throws Exception {
    web = new HostileWeb(folder);
    site =
        new DocumentSite(
            new HttpDocuments(
                address -> {
                  SEEN.add(address.getHostAddress());
                  return allowed.test(address);
                },
                web::trust,
                Duration.ofSeconds(5)));
  }

  @AfterAll
  static void stop() {
    site.close();
    web.close();
  }

  @BeforeEach
  void forget() {
    site.database.execute("delete from coach_auth.client");
    site.database.execute("delete from coach_auth.attempt");
    web.secretsRead.set(0);
    web.bytesTaken.set(0);
    SEEN.clear();
    allowed = address -> true;
  }

  private static void refuses(String clientId, String sentence) throws Exception {
    HttpResponse<String> page = site.ask(clientId);
    assertEquals(400, page.statusCode(), clientId);
    assertTrue(page.body().contains(sentence), page.body());
    assertEquals(List.of(), site.kept(), clientId);
  }

  @Test
  void whatTheOthersAreDeniedWorksForADocumentInOrder() throws Exception {
    String id = web.at("/app.json").toString();
    HttpResponse<String> answer = site.ask(id);
    assertEquals(303, answer.statusCode(), answer.body());
    assertTrue(answer.headers().firstValue("Location").orElse("").startsWith("/signin?next="));
    assertEquals(List.of(id), site.kept());
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  @Proves("cimd-5-2")
  void aRedirectIsNotFollowed(int status) throws Exception {
    refuses(web.at("/moved/" + status).toString(), "answers with status " + status);
    assertEquals(0, web.secretsRead.get());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/gigabyte", "/endless"})
  @Proves("cimd-8.7-1")
  void aGigabyteIsLeftAfterItsBeginning(String path) throws Exception {
    refuses(web.at(path).toString(), REFUSED);
    // What lies in buffers on the way counts as taken.
    assertTrue(web.bytesTaken.get() < 64 << 20, web.bytesTaken + " bytes");
  }

  /** A few packed bytes could become a gigabyte. */
  @Test
  @Proves("cimd-8.7-1")
  void whatIsPackedStaysPacked() throws Exception {
    refuses(web.at("/packed").toString(), "is not JSON");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/drip", "/silent"})
  void whoeverTakesForeverIsLeft(String path) throws Exception {
    refuses(web.at(path).toString(), REFUSED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "127.0.0.1",
        "127.8.9.10",
        "2130706433",
        "0.0.0.0",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]"
      })
  @Proves("cimd-8.6-1")
  void nothingOnThisMachineIsReached(String host) throws Exception {
    allowed = PublicAddresses::isPublic;
    refuses("https://" + host + ":" + web.port() + "/secret", REFUSED);
    assertEquals(0, web.secretsRead.get());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "[::ffff:169.254.169.254]",
        "[fd00:ec2::254]",
        "100.100.100.200",
        "192.0.0.192",
        "168.63.129.16",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.0.1",
        "[fe80::1]"
      })
  @Proves("cimd-8.6-1")
  void noMetadataServiceAndNoNeighbourIsAsked(String host) throws Exception {
    allowed = PublicAddresses::isPublic;
    refuses("https://" + host + "/latest/meta-data/client.json", REFUSED);
    assertEquals(1, SEEN.size(), SEEN.toString());
    for (String seen : SEEN) {
      assertEquals(false, PublicAddresses.isPublic(InetAddress.getByName(seen)), seen);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:0",
        "localhost:65536",
        "localhost:99999",
        "localhost:",
        "localhost:1",
        "localhost.:1",
        "[fe80::1%25lo]",
        "[::1%25nowhere]:1",
        "[v1.x]",
        "1",
        "."
      })
  void anOddAddressIsNoFaultOfTheServer(String host) throws Exception {
    allowed = PublicAddresses::isPublic;
    HttpResponse<String> page = site.ask("https://" + host + "/secret");
    assertEquals(400, page.statusCode(), page.body());
    assertEquals(List.of(), site.kept());
  }

  /** The standard would allow it here, where coach itself is on a loopback address. */
  @Test
  @Proves("cimd-8.6-2")
  void evenOnALoopbackAddressCoachAsksNothingThere() throws Exception {
    AtomicInteger reached = new AtomicInteger();
    try (ServerSocket trap = new ServerSocket()) {
      trap.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
      Thread watch = new Thread(() -> count(trap, reached), "trap");
      watch.start();
      String id = "https://127.0.0.1:" + trap.getLocalPort() + "/client.json";
      refuses(id, REFUSED);
      assertTrue(reached.get() > 0, "nobody was caught where everything is allowed");
      reached.set(0);
      try (DocumentSite real = new DocumentSite(new HttpDocuments())) {
        HttpResponse<String> page = real.ask(id);
        assertEquals(400, page.statusCode());
        assertTrue(page.body().contains(REFUSED), page.body());
      }
      assertEquals(0, reached.get());
    }
  }

  private static void count(ServerSocket trap, AtomicInteger reached) {
    try {
      while (true) {
        trap.accept().close();
        reached.incrementAndGet();
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }
}
