package coach.oauth;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import coach.security.Proves;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Whoever reads the log learns who asked when, and nothing that lets them ask as well. */
class SecretsInLogsTest {
  private final List<String> secrets = new ArrayList<>();

  @Test
  @Proves({"oauth21-1.4-2", "oauth21-4.3-1", "rfc9700-4.9.3-1"})
  void noTokenCodeOrVerifierIsLoggedWhateverHappens() {
    Logger log = (Logger) LoggerFactory.getLogger("coach");
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    Level before = log.getLevel();
    lines.start();
    log.addAppender(lines);
    log.setLevel(Level.TRACE);
    try (AuthSite site = new AuthSite()) {
      signInAndFail(site);
    } finally {
      log.setLevel(before);
      log.detachAppender(lines);
    }
    assertTrue(lines.list.size() > 10, "nothing was logged");
    for (ILoggingEvent line : lines.list) {
      String trace = ThrowableProxyUtil.asString(line.getThrowableProxy());
      String text = line.getFormattedMessage() + (trace == null ? "" : trace);
      secrets.forEach(secret -> assertFalse(text.contains(secret), text));
    }
  }

  private void signInAndFail(AuthSite site) {
    UUID ann = site.person();
    String client = site.app(AuthSite.CALLBACK);
    String code = site.code(client, ann);
    JsonNode tokens = AuthSite.json(site.post("/token", AuthSite.exchanging(client, code)));
    String access = tokens.get("access_token").textValue();
    String refresh = tokens.get("refresh_token").textValue();
    secrets.addAll(List.of(code, access, refresh, AuthSite.VERIFIER));
    site.profile(access);
    site.profile(access + "x");
    site.send(site.to("/mcp?access_token=" + access).build());
    site.post("/token", AuthSite.exchanging(client, code));
    site.post("/token", AuthSite.refreshing(client, refresh));
    site.post("/revoke", Map.of("token", refresh, "client_id", client));
    site.road.closed = true;
    site.post("/token", AuthSite.refreshing(client, refresh));
    site.profile(access);
    site.road.closed = false;
  }
}
