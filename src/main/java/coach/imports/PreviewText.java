package coach.imports;

import coach.training.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The preview as lines that fit a terminal or a chat. */
final class PreviewText {
  private static final int SHOWN = 10;

  private PreviewText() {}

  static String of(Preview preview) {
    List<String> lines = new ArrayList<>();
    lines.add(preview.format().label() + " export, " + units(preview));
    lines.add(totals(preview));
    lines.add(exercises(preview));
    unsupported(preview, lines);
    faults(preview, lines);
    return String.join("\n", lines) + "\n";
  }

  private static String units(Preview preview) {
    String units =
        preview.units().stream().map(Unit::symbol).sorted().collect(Collectors.joining(" and "));
    return units.isEmpty() ? "no weights" : "weights in " + units;
  }

  private static String totals(Preview preview) {
    if (preview.sessions() == 0) {
      return "No workouts to import";
    }
    return "%s, %s, %s to %s"
        .formatted(
            many(preview.sessions(), "workout"),
            many(preview.counts().sets(), "set"),
            preview.first(),
            preview.last());
  }

  private static String exercises(Preview preview) {
    String shown =
        preview.exercises().stream()
            .limit(SHOWN)
            .map(count -> count.name() + " " + count.sets())
            .collect(Collectors.joining(", "));
    String all = many(preview.exercises().size(), "exercise");
    return shown.isEmpty() ? all : all + ", by sets: " + shown + more(preview.exercises().size());
  }

  private static void unsupported(Preview preview, List<String> lines) {
    if (preview.counts().unsupported() > 0) {
      String shown =
          preview.unsupported().stream()
              .limit(SHOWN)
              .map(sets -> sets.exercise() + " " + sets.rows())
              .collect(Collectors.joining(", "));
      lines.add(
          "Left out: %s with %s: %s"
              .formatted(
                  many(preview.counts().unsupported(), "row"),
                  preview.unsupported().get(0).reason(),
                  shown + more(preview.unsupported().size())));
    }
  }

  private static void faults(Preview preview, List<String> lines) {
    if (preview.counts().emptySessions() > 0) {
      lines.add(many(preview.counts().emptySessions(), "workout") + " without a usable set");
    }
    int faulty = preview.counts().faulty();
    if (faulty > 0) {
      lines.add("Skipped: " + many(faulty, "row") + " with an error");
      add(lines, preview.faults(), faulty);
    }
    if (!preview.notices().isEmpty()) {
      lines.add("Kept, but note:");
      add(lines, preview.notices(), preview.notices().size());
    }
  }

  private static void add(List<String> lines, List<RowFault> faults, int all) {
    faults.stream().limit(SHOWN).forEach(fault -> lines.add("  " + fault));
    if (all > SHOWN) {
      lines.add("  and %d more".formatted(all - Math.min(SHOWN, faults.size())));
    }
  }

  private static String more(int all) {
    return all > SHOWN ? " and %d more".formatted(all - SHOWN) : "";
  }

  private static String many(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
