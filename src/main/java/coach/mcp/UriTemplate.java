package coach.mcp;

import io.modelcontextprotocol.util.McpUriTemplateManager;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses with {@code {variables}} (RFC 6570, level 1). A variable stands for at least one
 * character and never for a raw slash, question mark or hash; those arrive percent-encoded.
 */
final class UriTemplate implements McpUriTemplateManager {
  private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z0-9_]+)}");

  private final String template;
  private final List<String> names = new ArrayList<>();
  private final Pattern pattern;

  UriTemplate(String template) {
    this.template = template;
    StringBuilder regex = new StringBuilder();
    Matcher variable = VARIABLE.matcher(template);
    int literal = 0;
    while (variable.find()) {
      regex.append(Pattern.quote(template.substring(literal, variable.start())));
      regex.append("([^/?#]+)");
      names.add(variable.group(1));
      literal = variable.end();
    }
    pattern = Pattern.compile(regex.append(Pattern.quote(template.substring(literal))).toString());
  }

  String template() {
    return template;
  }

  @Override
  public List<String> getVariableNames() {
    return List.copyOf(names);
  }

  @Override
  public boolean matches(String uri) {
    return values(uri) != null;
  }

  @Override
  public boolean isUriTemplate(String uri) {
    return VARIABLE.matcher(uri).find();
  }

  @Override
  public Map<String, String> extractVariableValues(String uri) {
    Map<String, String> values = values(uri);
    return values == null ? Map.of() : values;
  }

  /** The decoded variables, or null where the address does not fit. */
  Map<String, String> values(String uri) {
    Matcher matcher = pattern.matcher(uri);
    if (!matcher.matches()) {
      return null;
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (int index = 0; index < names.size(); index++) {
      String value = decoded(matcher.group(index + 1));
      // PostgreSQL has no way to store a null character, so no document can have one in its name.
      if (value == null || value.indexOf('\0') >= 0) {
        return null;
      }
      values.put(names.get(index), value);
    }
    return values;
  }

  /** Percent-decoded text; a plus is a plus. Null for broken escapes or bytes that are no UTF-8. */
  private static String decoded(String text) {
    try {
      String decoded = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
      // Java replaces bytes that are no UTF-8.
      return decoded.indexOf('\uFFFD') < 0 ? decoded : null;
    } catch (IllegalArgumentException brokenEscape) {
      return null;
    }
  }
}
