package coach.db;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.statement.ParsedSql;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Finds {@code :name} in statements. The library's own parser reads a grammar first, which takes a
 * tenth of a start.
 */
final class Placeholders implements SqlParser {
  /** Texts, comments and casts are matched first, so that a colon inside them is no placeholder. */
  static final Pattern TOKEN =
      Pattern.compile("'(?:[^']|'')*'|\"[^\"]*\"|--[^\\n]*|::|:([a-z][a-z0-9_]*)");

  @Override
  public ParsedSql parse(String sql, StatementContext context) {
    ParsedSql.Builder parsed = ParsedSql.builder();
    Matcher token = TOKEN.matcher(sql);
    int done = 0;
    while (token.find()) {
      if (token.group(1) != null) {
        parsed.append(sql.substring(done, token.start())).appendNamedParameter(token.group(1));
        done = token.end();
      }
    }
    return parsed.append(sql.substring(done)).build();
  }

  @Override
  public String nameParameter(String name, StatementContext context) {
    return ":" + name;
  }
}
