package coach.tools;

import java.util.ArrayList;
import java.util.List;

/** The list of tools as the README shows it: generated, because a handwritten one goes stale. */
public final class ToolTable {
  private ToolTable() {}

  /** A Markdown table with one row per tool; required arguments are in bold. */
  public static String markdown() {
    StringBuilder table = new StringBuilder("| tool | takes | answers |\n|---|---|---|\n");
    for (Tool tool : Tools.all()) {
      table.append("| `%s` | %s | %s |\n".formatted(tool.name(), takes(tool), tool.description()));
    }
    return table.toString();
  }

  private static String takes(Tool tool) {
    List<String> names = new ArrayList<>();
    for (Param param : tool.params()) {
      names.add(param.required() ? "**" + param.name() + "**" : param.name());
    }
    return names.isEmpty() ? "–" : String.join(", ", names);
  }
}
