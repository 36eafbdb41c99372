package coach.migrate;

import coach.db.ApiFunctions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;

/** The files of {@code sql/} that make the schema, in the order in which they run. */
final class SchemaFiles {
  /**
   * Tables, policies and indexes: each runs once, in this order, and is never edited afterwards.
   */
  static final List<Migration> MIGRATIONS =
      List.of(
          new Migration("0014", "supabase_stand_ins"),
          new Migration("0015", "workout_tables"),
          new Migration("0016", "own_plans"),
          new Migration("0017", "coach"),
          new Migration("0018", "sign_in"),
          new Migration("0019", "sign_in_guards"),
          new Migration("0020", "quotas"),
          new Migration("0022", "supabase_standing"));

  /**
   * Functions, views and triggers: all run again whenever one of them has changed. A view and a
   * body in the standard's form need what they name; the grants are for what is there by then.
   */
  static final List<String> FUNCTIONS =
      List.of(
          ("values seen_plans days labels sets sessions quotas changes body calls exercises"
                  + " imports plans user_plans catalog settings log_workout edit_workout undo volume plan_writes sign_in accounts supabase grants")
              .split(" "));

  /** One file of {@code sql/migrations}. */
  record Migration(String version, String name) {
    String sql() {
      return text("migrations/V" + version + "__" + name + ".sql");
    }

    String words() {
      return name.replace('_', ' ');
    }

    String title() {
      return version + " " + words();
    }
  }

  private SchemaFiles() {}

  static String newest() {
    return MIGRATIONS.get(MIGRATIONS.size() - 1).version();
  }

  static String function(String name) {
    return text("functions/" + name + ".sql");
  }

  /** Changes with every change of a function, a view or a trigger. */
  static String functionsChecksum() {
    return Functions.CHECKSUM;
  }

  /** Made where it is first asked for, because that takes reading every function. */
  private static final class Functions {
    static final String CHECKSUM = checksumOfFunctions();
  }

  private static String checksumOfFunctions() {
    StringBuilder all = new StringBuilder();
    FUNCTIONS.forEach(name -> all.append(function(name)));
    for (OfferedChange offer : OfferedChange.values()) {
      all.append(offer.sql());
    }
    // Every start asks; a start is over before Java has compiled a better digest.
    byte[] bytes = all.toString().replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8);
    CRC32 sum = new CRC32();
    sum.update(bytes);
    return "%08x-%d".formatted(sum.getValue(), bytes.length);
  }

  /** The functions of {@code coach_api}. */
  static String api() {
    return Api.SQL;
  }

  /** Changes with every file that a road runs. */
  static String apiChecksum() {
    return Api.CHECKSUM;
  }

  /** Made where it is first asked for, because that takes reading eighty files. */
  private static final class Api {
    static final String SQL = ApiFunctions.sql();
    static final String CHECKSUM = checksum(SQL);
  }

  /** The text of a file under {@code sql/}. */
  static String text(String path) {
    return resource("/sql/" + path);
  }

  static String resource(String path) {
    try (InputStream stream = SchemaFiles.class.getResourceAsStream(path)) {
      if (stream == null) {
        throw new IllegalStateException("the jar lacks " + path);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new IllegalStateException("unreadable: " + path, unreadable);
    }
  }

  /** The same for a checkout with Windows' line ends. */
  static String checksum(String text) {
    try {
      byte[] bytes = text.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
