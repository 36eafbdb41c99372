package coach.imports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names under which an exercise of an export may be known here: Strong and Hevy put the
 * equipment in brackets at the end.
 */
public final class NameCandidates {
  private static final Pattern BRACKETED = Pattern.compile("(.+?)\\s*\\(([^()]+)\\)");

  /** Words that say how the body is loaded: without them it would be another exercise. */
  private static final Set<String> ESSENTIAL = Set.of("assisted", "weighted", "negative");

  /**
   * One name to look up.
   *
   * @param shortened true when the equipment was left out: a proposal to confirm, not a match,
   *     because "Bench Press" may not mean the dumbbell one
   */
  public record Candidate(String name, boolean shortened) {}

  private NameCandidates() {}

  /**
   * Best first, without repetition: {@code Bench Press (Barbell)} gives itself, {@code Barbell
   * Bench Press} and, shortened, {@code Bench Press}.
   */
  public static List<Candidate> of(String exercise) {
    String name = exercise.strip();
    Map<String, Candidate> candidates = new LinkedHashMap<>();
    put(candidates, name, false);
    Matcher parts = BRACKETED.matcher(name);
    if (parts.matches()) {
      String equipment = parts.group(2).strip();
      put(candidates, equipment + " " + parts.group(1), false);
      // "Cable - Straight Bar": the first part is the equipment, the rest its attachment.
      String first = equipment.split("\\s*[-,/]\\s+", 2)[0];
      put(candidates, first + " " + parts.group(1), !first.equals(equipment));
      if (!ESSENTIAL.contains(first.toLowerCase(Locale.ROOT))) {
        put(candidates, parts.group(1), true);
      }
    }
    return List.copyOf(candidates.values());
  }

  private static void put(Map<String, Candidate> candidates, String name, boolean shortened) {
    candidates.putIfAbsent(Labels.normalize(name), new Candidate(name, shortened));
  }
}
