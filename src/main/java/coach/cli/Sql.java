package coach.cli;

import coach.Config;
import coach.Resources;
import coach.app.App;
import coach.app.RunningDatabase;
import coach.db.ToolScript;
import coach.tools.Tool;
import coach.tools.contents.Tools;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Opens psql on coach's database, or lets it run one tool's statements as the lifter. */
record Sql(Terminal terminal, Config config) {
  static int run(Terminal terminal, List<String> arguments) throws Exception {
    Options options = Options.read(Command.SQL, arguments, Set.of(), Set.of(), Integer.MAX_VALUE);
    Sql sql = new Sql(terminal, Config.read(terminal.environment()));
    return options.words().isEmpty() ? sql.shell() : sql.tool(options);
  }

  private int shell() throws Exception {
    try (Resources open = new Resources()) {
      RunningDatabase database = open.add(RunningDatabase.start(config, terminal.progress()::say));
      return psql(database, List.of("psql"), null);
    }
  }

  private int tool(Options options) throws Exception {
    String tool = options.words().get(0).replaceFirst("^(.*/)?([a-z_]+)(\\.sql)?$", "$2");
    Map<String, String> values = values(options, tool);
    ToolScript script;
    // The app migrates where needed and knows the lifter; the database outlives it for psql.
    try (Resources open = new Resources()) {
      RunningDatabase database = open.add(RunningDatabase.start(config, terminal.progress()::say));
      try (App app = App.open(config, terminal.progress()::say)) {
        script = ToolScript.of(tool, values, app.caller().get());
      }
      List<String> command = new ArrayList<>(List.of("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1"));
      script.variables().forEach((name, sql) -> command.addAll(List.of("-v", name + "=" + sql)));
      return psql(database, command, script.text());
    }
  }

  private static Map<String, String> values(Options options, String tool) {
    List<String> tools = Tools.all().stream().map(Tool::name).toList();
    if (!tools.contains(tool)) {
      throw Failure.wrongUsage(
          "There is no sql/tools/%s.sql%s".formatted(tool, Nearest.didYouMean(tool, tools)));
    }
    Set<String> params = ToolScript.params(tool);
    Map<String, String> values = new LinkedHashMap<>();
    for (String word : options.words().subList(1, options.words().size())) {
      String[] pair = word.split("=", 2);
      if (pair.length < 2 || !params.contains(pair[0])) {
        throw options.wrong(
            "%s.sql does not take \"%s\", only %s"
                .formatted(tool, word, String.join(", ", params)));
      }
      values.put(pair[0], pair[1]);
    }
    return values;
  }

  /** The password goes by the environment, where other users of the machine cannot read it. */
  private int psql(RunningDatabase database, List<String> command, String script)
      throws InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().putAll(database.url().environment());
    if (script != null) {
      builder.redirectInput(ProcessBuilder.Redirect.PIPE);
    }
    Process psql = start(builder);
    try (OutputStream in = psql.getOutputStream()) {
      in.write(script == null ? new byte[0] : script.getBytes(StandardCharsets.UTF_8));
    } catch (IOException ended) {
      // psql has said why it ended, and its exit code tells us.
    }
    return psql.waitFor() == 0 ? 0 : 1;
  }

  private static Process start(ProcessBuilder builder) {
    try {
      return builder.start();
    } catch (IOException missing) {
      throw new Failure(
          "There is no psql on the PATH: install PostgreSQL's client programs, or ask with \"coach call\".");
    }
  }
}
