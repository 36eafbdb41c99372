package coach.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Config;
import coach.http.FloodLimits;
import coach.http.WebServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What fly.toml, the Dockerfile and coach itself say of one and the same thing is the same. */
class FlyFileTest {
  private static String inDockerfile(String pattern) throws Exception {
    Matcher found = Pattern.compile(pattern).matcher(Files.readString(Path.of("Dockerfile")));
    assertTrue(found.find(), pattern);
    return found.group(1);
  }

  @Test
  void allMeanTheSamePort() throws Exception {
    FlyFile fly = FlyFile.read();
    Config config = Config.read(fly.environment());
    assertEquals(config.port(), fly.number("http_service.internal_port"));
    assertEquals(config.port(), Integer.parseInt(inDockerfile("(?m)^EXPOSE (\\d+)$")));
    assertEquals(config.port(), Integer.parseInt(inDockerfile("PORT=(\\d+)")));
  }

  @Test
  void itsMonitorAsksWhereCoachTells() throws Exception {
    FlyFile fly = FlyFile.read();
    assertEquals(Config.read(fly.environment()).metricsPort(), fly.number("metrics.port"));
    assertEquals("/metrics", fly.get("metrics.path"));
  }

  @Test
  void callersAreCountedByTheAddressThatFlyVouchesFor() throws Exception {
    Config config = Config.read(FlyFile.read().environment());
    assertEquals(Optional.of("Fly-Client-IP"), config.trustedProxyHeader());
  }

  @Test
  void callsUnderWayAreAnsweredBeforeItIsKilled() throws Exception {
    FlyFile fly = FlyFile.read();
    assertEquals("SIGTERM", fly.get("kill_signal"));
    assertEquals("SIGTERM", inDockerfile("(?m)^STOPSIGNAL (\\w+)$"));
    long stop =
        WebServer.Settings.everywhere(
                0, "https://coach.example.com", FloodLimits.usual(Optional.empty()))
            .stopTimeout()
            .toSeconds();
    assertTrue(fly.number("kill_timeout") > stop, stop + " s");
  }

  @Test
  void theHeapLeavesRoomInTheMachine() throws Exception {
    int machine = Integer.parseInt(FlyFile.read().get("vm.memory").replace("mb", ""));
    int java = 0;
    for (String share : new String[] {"-Xmx", "CodeCacheSize=", "MetaspaceSize=", "MemorySize="}) {
      java += Integer.parseInt(inDockerfile(share + "(\\d+)m[ \"]"));
    }
    assertTrue(java < machine, java + " of " + machine + " MB");
  }

  @Test
  void nothingRunsWhileNobodyAsks() throws Exception {
    FlyFile fly = FlyFile.read();
    assertEquals("stop", fly.get("http_service.auto_stop_machines"));
    assertEquals("true", fly.get("http_service.auto_start_machines"));
    assertEquals(0, fly.number("http_service.min_machines_running"));
    assertEquals("requests", fly.get("http_service.concurrency.type"));
  }
}
