package coach.db;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.DatabaseUrl;
import coach.testing.CoachDatabase;
import coach.testing.Pooler;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With {@code verify-full} only the database whose certificate the operator names is spoken to. */
@Timeout(60)
class CertificateTest {
  @TempDir private Path folder;

  private Path certificate(String name) throws Exception {
    Path file = folder.resolve(name + ".crt");
    String options =
        "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -keyout %s -out %s";
    String[] command =
        ("openssl " + options.formatted(folder.resolve(name + ".key"), file)).split(" ");
    Process made = new ProcessBuilder(command).redirectErrorStream(true).start();
    made.getInputStream().readAllBytes();
    assertEquals(0, made.waitFor());
    folder.resolve(name + ".key").toFile().setReadable(true, false);
    folder.toFile().setExecutable(true, false);
    return file;
  }

  @Test
  void onlyTheNamedCertificateIsTrustedAndEachFaultHasItsSentence() throws Exception {
    Pooler.needs(Files.isExecutable(Path.of("/usr/bin/openssl")), "OpenSSL is not installed");
    Path ours = certificate("ours");
    Path other = certificate("other");
    try (CoachDatabase site = new CoachDatabase()) {
      String url = site.server().jdbcUrl();
      try (Pooler running =
          Pooler.given(
              url,
              site.server().user(),
              site.server().password(),
              "session",
              "client_tls_sslmode = require",
              "client_tls_key_file = " + folder.resolve("ours.key"),
              "client_tls_cert_file = " + ours)) {
        String there = running.through(url) + "?sslmode=verify-full&sslrootcert=";
        String byName = there.replace("127.0.0.1", "localhost");
        assertDoesNotThrow(() -> check(site, byName + ours));
        assertSays(site, byName + other, "is not one that sslrootcert");
        assertSays(site, byName + folder.resolve("nowhere.crt"), "by is missing: download it");
        assertSays(site, there + ours, "is for another name");
        assertSays(site, url + "?sslmode=require", "speaks no TLS");
      }
    }
  }

  private static void check(CoachDatabase site, String url) {
    Pool.check(DatabaseUrl.of(url, site.server().user(), site.server().password()));
  }

  private static void assertSays(CoachDatabase site, String url, String words) {
    String said = assertThrows(DatabaseException.class, () -> check(site, url)).getMessage();
    assertTrue(said.contains(words), said);
  }
}
