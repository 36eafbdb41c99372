package coach.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Every file of {@code sql/tools} and {@code sql/auth} as a function of the schema {@link #SCHEMA},
 * for the road on which there is no connection to send statements on.
 *
 * <p>Each answers one JSON value, because a gateway cuts sets of rows short. A tool's answer is an
 * object with what {@code coach.begin_call} said as {@code context} and its own as {@code value}.
 * Tools are for {@code authenticated}, the server's own files for {@code service_role} alone.
 */
public final class ApiFunctions {
  /** What the owner of a Supabase project exposes, once. */
  public static final String SCHEMA = "coach_api";

  private static final String DROP =
      """
      do $$
      declare
        item regprocedure;
      begin
        for item in select oid from pg_proc where pronamespace = 'coach_api'::regnamespace loop
          execute 'drop routine ' || item;
        end loop;
      end
      $$;
      """;

  /** What a road needs beside the files. */
  private static final String OWN =
      """
      create function coach_api.count_call(tool text) returns json language sql volatile
      set statement_timeout = '500ms' as $road$
      select coach.count_call($1);
      select 'true'::json
      $road$;
      create function coach_api.ping() returns json language sql volatile
      set statement_timeout = '8000ms' set work_mem = '64kB' as $road$
      select (array_agg(n order by n desc))[1] from generate_series(1, 30000) n;
      select 'true'::json
      $road$;
      """;

  private static final String GRANTS =
      """
      revoke execute on all functions in schema coach_api
        from public, anon, authenticated, service_role;
      grant execute on function %s
        to authenticated;
      grant execute on function %s
        to service_role;
      notify pgrst, 'reload schema';
      """;

  /** Just-in-time compilation and waiting for locks are as on the native road. */
  private static final String TOOL =
      """
      create function coach_api.%s(%s) returns json language %s volatile
      set search_path = public, extensions
      set statement_timeout = '%dms' set lock_timeout = '1s' set jit = off as $road$
      %s
      $road$;
      """;

  /**
   * A gateway keeps its connections, and a procedure its plans with them; a function in SQL does so
   * from PostgreSQL 18 on, and before that takes up to five times the work at every call. Where a
   * parameter and a column have one name, the column is meant, as in SQL.
   */
  private static final String ONE_STATEMENT =
      """
      #variable_conflict use_column
      begin
        perform set_config('coach.context', coach.begin_request('%s')::text, true);
        return json_build_object('context', current_setting('coach.context')::json, 'value', (
      %s
      ));
      end""";

  private static final String STATEMENTS =
      """
      select set_config('coach.context', coach.begin_request('%s')::text, true);
      %s
      select json_build_object('context', current_setting('coach.context')::json, 'value', (
      %s
      ))""";

  private static final String AUTH =
      """
      create function coach_api.%s(%s) returns json language sql volatile security definer
      set search_path = '' set statement_timeout = '%dms' as $road$
      %s
      $road$;
      """;

  private ApiFunctions() {}

  /** All of them anew, with their grants, for the transaction of a migration. */
  public static String sql() {
    StringBuilder sql = new StringBuilder(DROP).append(OWN);
    List<String> tools = names("tools");
    List<String> auth = names("auth");
    tools.forEach(name -> sql.append(function("tools", name)));
    auth.forEach(name -> sql.append(function("auth", name)));
    return sql.append(
            GRANTS.formatted(
                signatures(Stream.concat(Stream.of("count_call", "ping"), tools.stream())),
                signatures(Stream.concat(Stream.of("ping"), auth.stream()))))
        .toString();
  }

  private static String signatures(Stream<String> names) {
    return String.join(", ", names.map(name -> SCHEMA + "." + name).toList());
  }

  /** The names of a folder's files. */
  static List<String> names(String folder) {
    try {
      Path code =
          Path.of(ApiFunctions.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      String prefix = "sql/" + folder + "/";
      try (Stream<String> paths = Files.isDirectory(code) ? files(code, prefix) : entries(code)) {
        return paths
            .filter(path -> path.startsWith(prefix) && path.endsWith(".sql"))
            .map(path -> path.substring(prefix.length(), path.length() - ".sql".length()))
            .sorted()
            .toList();
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Stream<String> files(Path code, String prefix) throws IOException {
    return Files.list(code.resolve(prefix)).map(file -> prefix + file.getFileName());
  }

  private static Stream<String> entries(Path code) throws IOException {
    try (JarFile jar = new JarFile(code.toFile())) {
      return jar.stream().map(entry -> entry.getName()).toList().stream();
    }
  }

  static String function(String folder, String name) {
    SqlFile file = SqlFile.load(folder, name);
    List<String> params = List.copyOf(file.params().keySet());
    String takes =
        String.join(", ", params.stream().map(p -> p + " " + file.params().get(p)).toList());
    long limit = file.mayTake().orElse(SqlFile.USUAL).toMillis();
    String body = file.executable(param -> "$" + (params.indexOf(param) + 1));
    if (folder.equals("auth")) {
      return AUTH.formatted(name, takes, limit, body);
    }
    int last = SqlFile.lastStatement(body);
    String answer = body.substring(last).strip();
    return last == 0
        ? TOOL.formatted(name, takes, "plpgsql", limit, ONE_STATEMENT.formatted(name, answer))
        : TOOL.formatted(
            name, takes, "sql", limit, STATEMENTS.formatted(name, body.substring(0, last), answer));
  }
}
