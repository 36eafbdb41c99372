package coach.deploy;

import coach.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A folder with coach's scripts in it, and a program {@code fly} that stands in for Fly's own: it
 * knows the commands that coach and its pages use, as Fly documents them, writes down how it was
 * called and what it was told on standard input, remembers apps and secrets, and refuses the rest.
 */
final class FakeFly {
  private static final String PROGRAM =
      """
      #!/bin/bash
      cd "$(dirname "$0")"
      all=$* && echo "$all" >>calls
      refuse() { echo "Error: $1" >&2; exit 1; }
      [ ! -e "fails-at-$1" ] || refuse "told to fail"
      case "$all" in
        "auth login") touch known ;;
        "auth whoami") [ -e known ] && echo me@example.com || refuse "no access token available" ;;
        "apps list --quiet") touch apps; sed 's/^/ /; s/$/ \\t/' apps ;;
        "apps create "[a-z]*) echo "$3" >>apps ;;
        *" --app "*)
          app=$(sed -E 's/.* --app ([^ ]+).*/\\1/' <<<"$all")
          grep -qx "$app" apps || refuse "Could not find App \\"$app\\""
          case "${all/ --app $app/}" in
            "secrets list") echo "NAME DIGEST"; touch secrets; sed 's/=.*/ 0123456789abcdef/' secrets ;;
            "secrets import --stage" | "secrets import") cat >>secrets ;;
            "deploy") echo "$app" >deployed ;;
            "deploy --image registry.fly.io/$app:"*) ;;
            "scale count 3 --yes" | "status" | "checks list" | "releases --image" | "logs --no-tail") ;;
            *) refuse "unknown command: $all" ;;
          esac ;;
        "apps destroy "*) grep -vx "$3" apps >left; mv left apps ;;
        *) refuse "unknown command: $all" ;;
      esac
      """;

  private static final List<Path> FILES =
      Stream.of("bin/deploy", "bin/coach", "bin/.environment", "fly.toml", ".env.example")
          .map(Path::of)
          .toList();

  private final Path checkout;
  private final Path tools;

  private FakeFly(Path checkout, Path tools) {
    this.checkout = checkout;
    this.tools = tools;
  }

  /** With a jar, too, where the tests have one. */
  static FakeFly in(Path folder) throws IOException {
    Path checkout = Files.createDirectories(folder.resolve("my gym"));
    List<Path> files = new ArrayList<>(FILES);
    try (Stream<Path> hosts = Files.find(Path.of("deploy"), 2, (f, a) -> a.isRegularFile())) {
      hosts.forEach(files::add);
    }
    for (Path file : files) {
      Path copy = checkout.resolve(file);
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
    }
    FakeFly fly = new FakeFly(checkout, Files.createDirectories(folder.resolve("tools")));
    fly.program("fly", PROGRAM);
    return fly;
  }

  private void program(String name, String text) throws IOException {
    Files.writeString(tools.resolve(name), text).toFile().setExecutable(true);
  }

  Path checkout() {
    return checkout;
  }

  /** Whoever runs it is signed in from now on. */
  FakeFly known() throws IOException {
    Files.writeString(tools.resolve("known"), "");
    return this;
  }

  void failsAt(String command) throws IOException {
    Files.writeString(tools.resolve("fails-at-" + command), "");
  }

  /** Takes the program away, and with it everything else that is not coach's scripts' own need. */
  Run withoutFly(Map<String, String> settings, String line) throws Exception {
    Path few = Files.createDirectories(tools.resolve("few"));
    for (String tool : List.of("bash", "dirname", "sed", "grep", "od", "tr", "cat", "date")) {
      Files.writeString(
              few.resolve(tool), "#!/bin/sh\nPATH=/usr/bin:/bin exec " + tool + " \"$@\"\n")
          .toFile()
          .setExecutable(true);
    }
    return run(settings, few.toString(), line);
  }

  /** Runs one line of bash in the checkout. */
  Run run(Map<String, String> settings, String line) throws Exception {
    return run(settings, tools + ":/usr/bin:/bin", line);
  }

  private Run run(Map<String, String> settings, String path, String line) throws Exception {
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("PATH", path);
    return Run.of(checkout, environment, "", List.of("/bin/bash", "-c", line));
  }

  /** How it was called so far, oldest first. */
  List<String> calls() throws IOException {
    Path calls = tools.resolve("calls");
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  /** What the app's secrets were set to. */
  List<String> secrets() throws IOException {
    Path secrets = tools.resolve("secrets");
    return Files.exists(secrets)
        ? Files.readAllLines(secrets).stream().filter(line -> !line.isBlank()).toList()
        : List.of();
  }
}
