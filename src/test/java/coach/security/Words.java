package coach.security;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/**
 * Words that are like no exercise's name, and as like each other as any two of them are, so that
 * likeness, which counts common groups of three letters, is the same for what is another's and for
 * what is nobody's.
 */
final class Words {
  /** No exercise's name begins with it; all words do. */
  private static final String FIRST = "x";

  /** Each word has another one of these. */
  private static final String SECOND = "qzjvwkhgfpbd";

  private static final String REST = "qzjvwk";
  private static final int LENGTH = 12;

  private final Random random = new Random(1);
  private final Set<String> taken = new HashSet<>();
  private int made;

  /** A new word, of which there are a dozen. */
  String next() {
    String beginning = FIRST + SECOND.charAt(made++);
    while (true) {
      StringBuilder word = new StringBuilder(beginning);
      while (word.length() < LENGTH) {
        word.append(REST.charAt(random.nextInt(REST.length())));
      }
      Set<String> threes = threes(word + " ");
      boolean isNew = threes.stream().noneMatch(taken::contains);
      if (isNew && threes.size() == LENGTH - 1) {
        taken.addAll(threes);
        return word.toString();
      }
    }
  }

  private static Set<String> threes(String padded) {
    Set<String> threes = new HashSet<>();
    for (int place = 0; place + 3 <= padded.length(); place++) {
      threes.add(padded.substring(place, place + 3));
    }
    return threes;
  }
}
