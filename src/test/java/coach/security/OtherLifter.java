package coach.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A lifter whose data is recognised wherever it turns up: words of letters that no exercise's name
 * has in such an order, and a weight that nobody lifts.
 *
 * @param w1 a word of theirs
 * @param w2 another
 * @param twin1 what {@code w1} could have been
 * @param twin2 what {@code w2} could have been
 * @param kg the weight on all their bars and of their body
 */
record OtherLifter(
    int number, UUID id, String w1, String w2, String twin1, String twin2, double kg) {

  /** A lifter with words of their own. */
  static OtherLifter of(int number, Words words) {
    return new OtherLifter(
        number,
        id(number),
        words.next(),
        words.next(),
        words.next(),
        words.next(),
        311.7 + 83 * number);
  }

  /** Somebody whose data nobody looks for. */
  static OtherLifter burglar(int number) {
    return new OtherLifter(number, id(number), "burglar", "burglar", "", "", 0);
  }

  private static UUID id(int number) {
    Random random = new Random(number);
    return version4(new UUID(random.nextLong(), random.nextLong()));
  }

  private static UUID version4(UUID id) {
    return UUID.fromString(id.toString().replaceFirst("^(.{14}).(.{4}).", "$14$2a"));
  }

  /** The id that the rows of {@code other.sql} have for this name. */
  UUID idOf(String name) {
    return md5(id + ":" + name);
  }

  private static UUID md5(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      String hex = HexFormat.of().formatHex(digest);
      return UUID.fromString(hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5"));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }

  /** What must never be in an answer to anybody else. */
  List<String> markers() {
    List<String> markers = new ArrayList<>(List.of(w1, w2, Double.toString(kg)));
    Stream.of(id, idOf("session:0"), idOf("session:5"), idOf("own exercise"), idOf("own press"))
        .forEach(secret -> markers.add(secret.toString()));
    for (String kind : List.of("private", "shared", "archived")) {
      markers.add(idOf("plan:" + kind).toString());
      markers.add(idOf("day:" + kind).toString());
    }
    markers.add(idOf("measurement").toString());
    markers.add(idOf("set:1").toString());
    return markers;
  }

  /** Every kind of thing that another might send; twins are of the same length and letters. */
  List<Secret> secrets() {
    Random random = new Random(1000 + number);
    List<Secret> secrets = new ArrayList<>();
    ids(random, secrets);
    names(secrets);
    return secrets;
  }

  private void ids(Random random, List<Secret> secrets) {
    List<String> names = new ArrayList<>(List.of("session:0", "session:5", "entry:0own"));
    names.addAll(List.of("set:1", "own exercise", "own press", "measurement", "line:private"));
    for (String kind : List.of("private", "shared", "archived", "public")) {
      names.add("plan:" + kind);
      names.add("day:" + kind);
    }
    for (String name : names) {
      secrets.add(id(name, idOf(name), random, name.endsWith("public")));
    }
    secrets.add(id("user", id, random, false));
    secrets.add(id("plan:freestyle", md5("coach:" + id + ":plan:freestyle"), random, false));
    secrets.add(id("day:freestyle", md5("coach:" + id + ":day:freestyle:workout"), random, false));
  }

  private static Secret id(String kind, UUID value, Random random, boolean open) {
    UUID twin = version4(new UUID(random.nextLong(), random.nextLong()));
    return new Secret(kind + " id", value.toString(), twin.toString(), open);
  }

  private void names(List<Secret> secrets) {
    for (String[] named :
        new String[][] {
          {"own exercise", "1 2"},
          {"alias", "2 1"},
          {"mistyped exercise", "1x 2"},
          {"likely exercise", "2 bench press"},
          {"imported label", "2 mapped"},
          {"private plan", "1 private plan"},
          {"shared plan", "1 shared plan"},
          {"archived plan", "1 archived plan"},
          {"day", "1 private day"},
          {"note", "1 note"},
          {"gym", "1 gym"},
          {"name", "1 Name"},
          {"username or superset", "1"},
          {"e-mail", "1@2.example"},
          {"idempotency key", "key of 1"}
        }) {
      String pattern = named[1];
      secrets.add(
          new Secret(named[0], filled(pattern, w1, w2), filled(pattern, twin1, twin2), false));
    }
    secrets.add(new Secret("public plan", "Open plan of " + number, "Open plan of 99", true));
    secrets.add(new Secret("beginning", w1.substring(0, 5), twin1.substring(0, 5), false));
  }

  private static String filled(String pattern, String one, String other) {
    return pattern.replace("1", one).replace("2", other);
  }
}
