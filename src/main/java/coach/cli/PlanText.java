package coach.cli;

import coach.store.ImportPlan;
import coach.store.NameMatch;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;

/** Says before an import what each name of the file is taken for. */
final class PlanText {
  private PlanText() {}

  static void print(ImportPlan plan, PrintStream out) {
    List<NameMatch> unknown = plan.unknown();
    int names = plan.matches().size();
    out.printf("%d of %d exercise names are known.%n", names - unknown.size(), names);
    List<String> taken = plan.taken();
    if (!taken.isEmpty()) {
      out.println("Taken for (to change one, add \"name=exercise\" to the command):");
      taken.forEach(name -> out.println("  " + name));
    }
    if (!unknown.isEmpty()) {
      out.println(
          "These become exercises of your own. To map one instead, now or later, add"
              + " \"name=exercise\" to the command:");
      unknown.forEach(match -> out.println("  " + own(match)));
    }
  }

  private static String own(NameMatch match) {
    String muscles =
        match.primary().isEmpty()
            ? "  no muscles, so in no muscle's volume"
            : "  trains " + String.join(", ", match.primary());
    return match.name() + muscles + proposals(match, "  (perhaps %s)");
  }

  /** The words with the most similar exercises in them; empty where there are none. */
  static String proposals(NameMatch match, String words) {
    return match.proposals().isEmpty()
        ? ""
        : words.formatted(
            match.proposals().stream()
                .map(NameMatch.Known::name)
                .collect(Collectors.joining(", ")));
  }
}
