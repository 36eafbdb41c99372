package coach.bench;

import coach.Resources;
import coach.cli.CommandLine;
import coach.cli.Terminal;
import coach.testing.CoachDatabase;
import coach.testing.Pooler;
import coach.testing.PostgrestFront;
import coach.testing.RestSite;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares instances on this machine that differ in their way to one database: each is asleep until
 * its first request, as on a host that scales to zero. Arguments go to {@code coach bench}.
 */
final class Hosts {
  /** A pooler's transaction mode is known by it. */
  private static final int POOLER = 6543;

  private static final Duration FAR = Duration.ofMillis(10);
  private static final int SECONDS_TO_START = 60;

  private final Resources open;
  private final String user;
  private final Map<String, String> addresses = new LinkedHashMap<>();

  private Hosts(Resources open, String user) {
    this.open = open;
    this.user = user;
  }

  public static void main(String[] arguments) throws Exception {
    int code;
    try (Resources open = new Resources()) {
      CoachDatabase database = open.add(new CoachDatabase());
      try (Connection connection = database.server().connect();
          Statement statement = connection.createStatement()) {
        statement.execute(Files.readString(Path.of("bench/fill.sql")).replace(":lifters", "20"));
      }
      Hosts hosts = new Hosts(open, Bench.lifter(7).toString());
      hosts.addAll(database);
      List<String> command = new ArrayList<>(List.of("bench"));
      hosts.addresses.forEach((name, url) -> command.add(name + "=" + url));
      command.addAll(List.of(arguments));
      code = new CommandLine(Terminal.ofThisProcess()).run(command);
    }
    System.exit(code);
  }

  /** One line for each way to the database; another road is one more. */
  private void addAll(CoachDatabase database) throws Exception {
    String url = database.server().jdbcUrl();
    int port = Integer.parseInt(url.replaceAll(".*:(\\d+)/.*", "$1"));
    String who = database.server().user() + ":" + database.server().password();
    String name = url.replaceAll(".*/", "");
    String address = "postgres://" + who + "@127.0.0.1:%d/" + name;
    Distance far = open.add(new Distance(0, () -> port, FAR));
    add("native", Map.of("DATABASE_URL", address.formatted(port)));
    add("native + 10 ms", Map.of("DATABASE_URL", address.formatted(far.port())));
    Pooler pooler =
        Pooler.before(url, database.server().user(), database.server().password(), "transaction")
            .orElseThrow(() -> new IllegalStateException("PgBouncer is not installed"));
    open.add(pooler);
    open.add(new Distance(POOLER, pooler::port, FAR));
    add("pooler + 10 ms", Map.of("DATABASE_URL", address.formatted(POOLER)));
    RestSite site = open.add(new RestSite(database.server()));
    int front = URI.create(site.front().url()).getPort();
    Distance farFront = open.add(new Distance(0, () -> front, FAR));
    add(
        "REST + 10 ms",
        Map.of(
            "USE_REST_API", "true",
            "SUPABASE_URL", "http://127.0.0.1:" + farFront.port(),
            "SUPABASE_ANON_KEY", PostgrestFront.PUBLISHABLE,
            "SUPABASE_SIGNING_KEY", RestSite.SIGNING_KEY,
            "SUPABASE_SECRET_KEY", PostgrestFront.SECRET));
  }

  private void add(String name, Map<String, String> settings) throws IOException {
    int[] port = new int[1];
    Distance door = open.add(new Distance(0, () -> wake(port, settings), Duration.ZERO));
    addresses.put(name, "http://localhost:" + door.port());
  }

  private int wake(int[] port, Map<String, String> settings) {
    synchronized (port) {
      if (port[0] == 0) {
        try {
          port[0] = start(settings);
        } catch (IOException | InterruptedException failed) {
          throw new IllegalStateException(failed);
        }
      }
      return port[0];
    }
  }

  private int start(Map<String, String> settings) throws IOException, InterruptedException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    List<String> command =
        new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow()));
    command.addAll(SmallServer.SMALL);
    command.addAll(List.of("-jar", "target/coach.jar", "serve"));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.appendTo(Path.of("target", "hosts.log").toFile()));
    builder.environment().putAll(settings);
    builder
        .environment()
        .putAll(
            Map.of(
                "PORT", Integer.toString(port),
                "COACH_AUTH", "none",
                "COACH_USER", user,
                "RATE_LIMIT_PER_HOUR", "0",
                "LOG_LEVEL", "WARN"));
    Process process = builder.start();
    open.add(process::destroy);
    for (int tries = 0; tries < SECONDS_TO_START * 200 && process.isAlive(); tries++) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return port;
      } catch (IOException notYet) {
        Thread.sleep(5);
      }
    }
    throw new IOException("it does not serve; target/hosts.log says why");
  }
}
