package coach.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Finds what a person probably meant to type. */
final class Nearest {
  private static final int SHOWN = 3;

  private Nearest() {}

  /** {@code ; did you mean "a" or "b"?}, or a full stop where nothing is near. */
  static String didYouMean(String typed, List<String> words) {
    List<String> near = to(typed, words);
    return near.isEmpty()
        ? "."
        : near.stream().collect(Collectors.joining("\" or \"", "; did you mean \"", "\"?"));
  }

  /** At most three words, nearest first: those that contain what was typed or nearly spell it. */
  static List<String> to(String typed, List<String> words) {
    String plain = plain(typed);
    int allowed = Math.max(1, plain.length() / 3);
    return words.stream()
        .filter(word -> distance(plain, plain(word)) <= allowed || isPart(plain, plain(word)))
        .sorted(Comparator.comparingInt(word -> distance(plain, plain(word))))
        .limit(SHOWN)
        .toList();
  }

  private static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replace('-', '_');
  }

  private static boolean isPart(String typed, String word) {
    return typed.length() >= 3 && (word.contains(typed) || typed.contains(word));
  }

  /** How many letters must be added, dropped or changed (Levenshtein). */
  static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int change = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
