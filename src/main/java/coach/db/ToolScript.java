package coach.db;

import coach.Caller;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A file of {@code sql/tools} for psql: the same statements under the same row-level security, so
 * that a person can look at what a tool would see, and nothing of it is kept.
 *
 * @param variables what psql must know for the file's placeholders, each an SQL expression
 * @param text what psql reads
 */
public record ToolScript(Map<String, String> variables, String text) {
  private static final String SCRIPT =
      """
      begin;
      set local role authenticated;
      set local request.jwt.claims = '{"sub": "%s", "role": "authenticated", "coach_local": true}';
      select coach.begin_call('%s') as coach_context \\gset
      %s
      rollback;
      """;

  /** The parameters of a tool's file. */
  public static Set<String> params(String tool) {
    return SqlFile.load("tools", tool).params().keySet();
  }

  /**
   * @param values by parameter; what is not among them is null
   */
  public static ToolScript of(String tool, Map<String, String> values, Caller caller) {
    SqlFile file = SqlFile.load("tools", tool);
    Map<String, String> variables = new LinkedHashMap<>();
    file.params().forEach((name, type) -> variables.put(name, literal(values.get(name), type)));
    String statements = file.text().endsWith(";") ? file.text() : file.text() + ";";
    return new ToolScript(variables, SCRIPT.formatted(caller.user(), tool, statements));
  }

  private static String literal(String value, String type) {
    String quoted = value == null ? "null" : "'" + value.replace("'", "''") + "'";
    return "cast(" + quoted + " as " + type + ")";
  }
}
