package coach.clients;

import coach.Run;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The built jar as it serves without any setting, to one person who has an account. */
final class GuardedCoach implements AutoCloseable {
  private static final int SECONDS_TO_STOP = 30;

  private final Process server;
  final URI url;
  final Person person;

  private GuardedCoach(Process server, URI url, Person person) {
    this.server = server;
    this.url = url;
    this.person = person;
  }

  /**
   * @param home of its database
   */
  static GuardedCoach serving(Path home) throws Exception {
    List<String> command = Stream.concat(Run.jarCommand().stream(), Stream.of("serve")).toList();
    Process server =
        Run.start(Path.of("."), Map.of("COACH_HOME", home.toString(), "PORT", "0"), command);
    try {
      URI link = firstLink(server);
      URI url = URI.create("http://" + link.getAuthority());
      Person person = new Person(url);
      person.accept(link);
      return new GuardedCoach(server, url, person);
    } catch (Exception | AssertionError failed) {
      server.destroyForcibly();
      throw failed;
    }
  }

  private static URI firstLink(Process server) throws IOException {
    BufferedReader lines = server.errorReader(StandardCharsets.UTF_8);
    StringBuilder said = new StringBuilder();
    String line;
    while ((line = lines.readLine()) != null) {
      said.append(line).append('\n');
      if (line.contains("/first?token=")) {
        BuiltCoach.drain(lines);
        return URI.create(line);
      }
    }
    throw new AssertionError("coach does not serve: " + said);
  }

  String mcp() {
    return url + "/mcp";
  }

  /** Ends it as a person would; one that stays is ended all the same, and is a failure. */
  @Override
  public void close() {
    server.toHandle().destroy();
    server
        .onExit()
        .orTimeout(SECONDS_TO_STOP, TimeUnit.SECONDS)
        .whenComplete(
            (ended, late) -> {
              if (late != null) {
                server.destroyForcibly();
              }
            })
        .join();
  }
}
