package coach.cli;

import coach.store.ImportPlan;
import java.io.PrintStream;
import java.util.List;

/** Says before an import what each name of the file is taken for. */
final class PlanText {
  private PlanText() {}

  static void print(ImportPlan plan, PrintStream out) {
    List<String> own = plan.own();
    int names = plan.matches().size();
    out.printf("%d of %d exercise names are known.%n", names - own.size(), names);
    List<String> taken = plan.taken();
    if (!taken.isEmpty()) {
      out.println("Taken for (to change one, add \"name=exercise\" to the command):");
      taken.forEach(name -> out.println("  " + name));
    }
    if (!own.isEmpty()) {
      out.println(
          "These become exercises of your own. To map one instead, now or later, add"
              + " \"name=exercise\" to the command:");
      own.forEach(line -> out.println("  " + line));
    }
  }
}
