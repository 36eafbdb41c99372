package coach.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import coach.Run;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate for names of this machine, and trust in it alone, so that a test of who is reached
 * does not pass merely because a certificate was not believed.
 */
final class TestCertificate {
  private static final String EVERY_NAME =
      "dns:localhost,dns:2130706433,ip:127.0.0.1,ip:127.8.9.10,ip:0.0.0.0,ip:::1";
  private static final String WORDS =
      "-genkeypair -alias test -keyalg EC -validity 30 -dname CN=localhost -ext san=%s"
          + " -storepass changeit -storetype PKCS12 -keystore";

  private TestCertificate() {}

  /** For a server that has the certificate and for a client that believes it. */
  static SSLContext create(Path folder) throws Exception {
    return create(folder, EVERY_NAME);
  }

  /** The same for these names alone, as keytool spells them. */
  static SSLContext create(Path folder, String names) throws Exception {
    Path store = folder.resolve("store.p12");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(WORDS.formatted(names).split(" ")));
    command.add(store.toString());
    Run made = Run.of(folder, Map.of(), "", command);
    assertEquals(0, made.code(), made.out() + made.err());
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(store)) {
      keys.load(file, "changeit".toCharArray());
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
    own.init(keys, "changeit".toCharArray());
    TrustManagerFactory trusted = TrustManagerFactory.getInstance("PKIX");
    trusted.init(keys);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    return context;
  }
}
