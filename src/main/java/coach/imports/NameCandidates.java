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

  /** Muscles that a name may add without meaning another lift: "Bicep Wrist Curl". */
  private static final Pattern MUSCLE =
      Pattern.compile("\\b(?:biceps?|shoulders?) (?=\\S)", Pattern.CASE_INSENSITIVE);

  private static final Pattern LAST_WORD = Pattern.compile(" \\S+$");

  /** Words that say how the body is loaded: without them it would be another exercise. */
  private static final Set<String> ESSENTIAL = Set.of("assisted", "weighted", "negative");

  /**
   * One name to look up.
   *
   * @param shortened true when the equipment was left out: a match only where the exercise needs
   *     just that, because "Bench Press" may not mean the dumbbell one
   * @param equipment what stood in the brackets; "" when nothing
   */
  public record Candidate(String name, boolean shortened, String equipment) {}

  private NameCandidates() {}

  /**
   * Best first, without repetition: {@code Bench Press (Barbell)} gives itself, {@code Barbell
   * Bench Press} and, shortened, {@code Bench Press}.
   */
  public static List<Candidate> of(String exercise) {
    Map<String, Candidate> candidates = new LinkedHashMap<>();
    put(candidates, exercise.strip());
    put(candidates, ForeignNames.english(exercise.strip()));
    return List.copyOf(candidates.values());
  }

  private static void put(Map<String, Candidate> candidates, String name) {
    put(candidates, name, false, "");
    Matcher parts = BRACKETED.matcher(name);
    if (!parts.matches()) {
      return;
    }
    String lift = parts.group(1);
    String equipment = parts.group(2).strip();
    put(candidates, equipment + " " + lift, false, "");
    // "Cable - Straight Bar": the first part is the equipment, the rest its attachment.
    String first = equipment.split("\\s*[-,/]\\s+", 2)[0];
    put(candidates, first + " " + lift, !first.equals(equipment), first);
    if (!ESSENTIAL.contains(first.toLowerCase(Locale.ROOT))) {
      put(candidates, lift, true, first);
      String plain = MUSCLE.matcher(lift).replaceAll("");
      put(candidates, plain, true, first);
      put(candidates, LAST_WORD.matcher(plain).replaceFirst(" " + first + "$0"), true, first);
    }
  }

  private static void put(
      Map<String, Candidate> candidates, String name, boolean shortened, String equipment) {
    candidates.putIfAbsent(
        Labels.normalize(name), new Candidate(name, shortened, Labels.normalize(equipment)));
  }
}
