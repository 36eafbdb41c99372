package coach.accounts;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which new passwords are taken: long ones that are not among the first guesses. No rule about
 * digits and signs, because those make passwords that people write down.
 */
public final class PasswordRule {
  /** In characters as a person counts them. */
  public static final int SHORTEST = 10;

  public static final int LONGEST = 200;

  /** What people type most, without the digits and signs that they put around it. */
  private static final Set<String> COMMON =
      Set.of(
          ("password passwort passw0rd p@ssword p@ssw0rd pa55word pass word contraseña motdepasse"
                  + " passwordpassword mypassword thepassword newpassword yourpassword testpassword"
                  + " qwerty qwertyuiop qwertyui qwertz qwertzuiop azerty azertyuiop asdfgh asdfghjkl"
                  + " zxcvbn zxcvbnm qazwsx qazwsxedc qwerasdf qweasdzxc qweasd abcdef abcdefg"
                  + " abcdefgh abcdefghij abcdefghijk abc abcd iloveyou iloveu loveyou ilovemyself"
                  + " letmein letmeinnow welcome welcomehome admin administrator root superuser user"
                  + " guest login logmein signin secret topsecret changeme changeit changemenow"
                  + " default test testtest testing tester dragon monkey princess sunshine football"
                  + " baseball basketball superman batman spiderman starwars pokemon naruto minecraft"
                  + " master trustno1 whatever freedom mustang shadow michael jennifer jordan charlie"
                  + " jessica michelle daniel andrew ashley nicole computer internet google facebook"
                  + " samsung summer winter spring autumn monday friday january december hello"
                  + " helloworld hellohello goodbye fuckyou asshole nothing unknown blahblah liverpool"
                  + " chelsea arsenal barcelona manchester cheese cookie chocolate coach coachcoach"
                  + " mycoach fitness workout training gym gymgym gymlife strength deadlift squat"
                  + " squats bench benchpress powerlifting bodybuilding crossfit musclemuscle"
                  + " nopainnogain lightweight lightweightbaby")
              .split(" "));

  private PasswordRule() {}

  /** Why a new password of this account is refused, in one sentence with what to do, or nothing. */
  public static Optional<String> fault(String password, String email) {
    int length = password.codePointCount(0, password.length());
    if (length < SHORTEST) {
      return Optional.of(
          "The password has %d characters. Choose one of at least %d; a few words in a row are easy to remember."
              .formatted(length, SHORTEST));
    }
    if (length > LONGEST) {
      return Optional.of(
          "The password has %d characters. Choose one of at most %d.".formatted(length, LONGEST));
    }
    String low = password.toLowerCase(Locale.ROOT);
    if (isOfTheAddress(low, email.toLowerCase(Locale.ROOT))) {
      return Optional.of("The password is made of your e-mail address. Choose another.");
    }
    return isCommon(low)
        ? Optional.of(
            "The password is one of the most common ones. Choose another; a few words in a row are easy to remember.")
        : Optional.empty();
  }

  private static boolean isOfTheAddress(String low, String email) {
    String name = email.split("@", 2)[0];
    String core = core(low);
    return !email.isEmpty()
        && (low.equals(email) || core.equals(core(email)) || core.equals(core(name)));
  }

  private static boolean isCommon(String low) {
    String core = core(low);
    String squeezed = core.replace(" ", "");
    int half = squeezed.length() / 2;
    boolean doubled =
        half > 0 && squeezed.startsWith(squeezed.substring(half)) && squeezed.length() % 2 == 0;
    return core.isEmpty()
        || COMMON.contains(squeezed)
        || (doubled && COMMON.contains(squeezed.substring(half)))
        || low.codePoints().distinct().count() <= 3;
  }

  /** Without the digits and signs around it; empty where nothing else is there. */
  private static String core(String low) {
    return low.replaceAll("^[^\\p{L}]+|[^\\p{L}]+$", "");
  }
}
