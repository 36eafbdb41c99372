package coach.demo;

import coach.imports.ImportedSet;
import coach.training.SetType;
import coach.training.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the sets of one exercise: {@code w10x20 5x90 2x5x100@8}. */
final class DemoSets {
  private static final Pattern SET =
      Pattern.compile(
          "(?<type>[wd]?)(?:(?<sets>\\d{1,2})x)?(?<reps>[1-9]\\d{0,2})x"
              + "(?:bw|[+-]?(?<weight>\\d{1,3}(?:\\.\\d{1,2})?))(?:@(?<rpe>[1-9](?:\\.5)?|10))?");

  private static final Map<String, SetType> TYPES =
      Map.of("", SetType.REGULAR, "w", SetType.WARM_UP, "d", SetType.DROP_SET);
  private static final Duration WARM_UP_REST = Duration.ofSeconds(60);

  private DemoSets() {}

  /** The sets in their order, each followed by the rest that its plan asks for. */
  static List<ImportedSet> read(String text, Unit unit, Duration rest) {
    List<ImportedSet> sets = new ArrayList<>();
    for (String word : text.split(" ")) {
      Matcher set = DemoFile.match(SET, word, "5x100, 3x5x100@8, w10x20 or 8xbw");
      int count = set.group("sets") == null ? 1 : Integer.parseInt(set.group("sets"));
      sets.addAll(Collections.nCopies(count, set(set, unit, rest)));
    }
    return sets;
  }

  /** Whether the lifter's own weight is part of the load. */
  static boolean moveTheBody(String text) {
    return text.matches(".*x(?:bw|[+-]).*");
  }

  private static ImportedSet set(Matcher set, Unit unit, Duration rest) {
    SetType type = TYPES.get(set.group("type"));
    String weight = set.group("weight");
    int grams = weight == null ? 0 : unit.toGrams(Double.parseDouble(weight));
    Double rpe = set.group("rpe") == null ? null : Double.valueOf(set.group("rpe"));
    Duration after = type == SetType.WARM_UP ? WARM_UP_REST : rest;
    int reps = Integer.parseInt(set.group("reps"));
    return new ImportedSet(0, type, false, grams, reps, rpe, after, null, null, null, null);
  }
}
