package coach.training;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Scanner;
import java.util.regex.Pattern;

/**
 * What is known of single lifts: how one stands to another, how much of the body it moves, how it
 * is loaded. The rows and their sources are in {@code lifts.txt}, read once.
 */
public final class LiftTable {
  private static final String FILE = "/coach/training/lifts.txt";
  private static final Pattern NO_PART_OF_A_NAME = Pattern.compile("[^\\p{L}\\p{N}]");
  private static final LiftTable ROWS = new LiftTable(read());

  /** A share, above 0, of the one-repetition maximum of another lift of coach's catalogue. */
  public record Ratio(String lift, double share) {}

  private record Row(String value, Pattern name) {}

  private final Map<String, List<Ratio>> first = new LinkedHashMap<>();
  private final Map<String, String> spellings = new HashMap<>();
  private final List<Row> shares = new ArrayList<>();
  private final Map<String, List<String>> sparing = new HashMap<>();
  private final Map<String, String> kit = new HashMap<>();
  private final List<Row> grids = new ArrayList<>();
  private final List<Row> runs = new ArrayList<>();

  private LiftTable(String text) {
    text.lines().filter(line -> line.contains("|") && !line.startsWith("#")).forEach(this::add);
  }

  /** The lifts that may stand in for one that was never done, the best first; none for most. */
  public static List<Ratio> firstTime(String exercise) {
    return ROWS.first.getOrDefault(plain(canonical(exercise)), List.of());
  }

  /** The name that the rows have for a lift of any catalogue; itself where they have none. */
  public static String canonical(String exercise) {
    return ROWS.spellings.getOrDefault(plain(exercise), exercise);
  }

  /** The part of the lifter's body weight that an exercise moves, 0 to 1. */
  public static double bodyShare(String exercise) {
    return find(ROWS.shares, exercise).map(Double::parseDouble).orElse(0.0);
  }

  /** "sled", "one-end", "both-hands" or "none" where the name decides how a lift is loaded. */
  static Optional<String> grid(String exercise) {
    return find(ROWS.grids, exercise);
  }

  /** True where one dumbbell is held with both hands. */
  public static boolean isOneDumbbell(String exercise) {
    return grid(exercise).filter("both-hands"::equals).isPresent();
  }

  /** Lifts for a muscle, or its neighbours, that load this joint less; none for some. */
  static List<String> sparing(String joint, String muscle) {
    return ROWS.sparing.getOrDefault(joint + ": " + muscle, List.of());
  }

  /** What a lift of {@link #sparing} is done with. */
  static String equipment(String lift) {
    return ROWS.kit.getOrDefault(plain(lift), "body only");
  }

  /** The same of every lift that spares a joint. */
  public static Map<String, String> sparingKit() {
    Map<String, String> kit = new HashMap<>();
    ROWS.sparing.values().forEach(all -> all.forEach(lift -> kit.put(lift, equipment(lift))));
    return kit;
  }

  /** True for what is done on foot for its time or distance. */
  static boolean isRun(String exercise) {
    return find(ROWS.runs, exercise).isPresent();
  }

  /** Every lift that the rows name, on either side. */
  public static List<String> lifts() {
    List<String> names = new ArrayList<>();
    ROWS.first.forEach((lift, ratios) -> names.add(lift));
    ROWS.first.values().forEach(all -> all.forEach(ratio -> names.add(plain(ratio.lift()))));
    ROWS.sparing.values().forEach(all -> all.forEach(lift -> names.add(plain(lift))));
    return names;
  }

  private void add(String line) {
    String kind = line.substring(0, line.indexOf('|')).strip();
    String[] sides = line.substring(line.indexOf('|') + 1).split(" = ", 2);
    String left = sides[0].strip();
    String right = sides[1].strip();
    switch (kind) {
      case "first" -> first.put(plain(left), ratios(right));
      case "also" -> List.of(right.split(";")).forEach(name -> spellings.put(plain(name), left));
      case "spare" -> sparing.put(left, List.of(right.split("; ")));
      case "share" -> shares.add(new Row(left, Pattern.compile(right)));
      case "run" -> runs.add(new Row(left, Pattern.compile(right)));
      case "kit" -> List.of(right.split("; ")).forEach(lift -> kit.put(plain(lift), left));
      case "grid" -> grids.add(new Row(left, Pattern.compile(right)));
      default -> throw new IllegalStateException("lifts.txt has a row of kind " + kind);
    }
  }

  private static List<Ratio> ratios(String text) {
    List<Ratio> ratios = new ArrayList<>();
    for (String part : text.split(";")) {
      String[] words = part.strip().split(" ", 2);
      ratios.add(new Ratio(words[1], Double.parseDouble(words[0])));
    }
    return List.copyOf(ratios);
  }

  private static Optional<String> find(List<Row> rows, String exercise) {
    String name = exercise.toLowerCase(Locale.ROOT);
    return rows.stream().filter(row -> row.name.matcher(name).find()).map(Row::value).findFirst();
  }

  static String plain(String name) {
    return NO_PART_OF_A_NAME.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
  }

  private static String read() {
    try (Scanner text = new Scanner(LiftTable.class.getResourceAsStream(FILE), "UTF-8")) {
      return text.useDelimiter("\\A").next();
    }
  }
}
