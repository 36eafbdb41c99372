package coach.store;

import coach.Caller;
import coach.db.Answer;
import coach.db.Database;
import coach.imports.ImportError;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * coach's own backup: every row of one lifter as a JSON document, which any coach database takes
 * back. Sessions stand in pages, so that neither writing nor storing them needs one huge statement.
 */
public final class Backup {
  static final String FORMAT = "coach-backup";
  static final int VERSION = 1;
  private static final int PAGE = 200;

  /** Small enough that one statement rarely reads what does not fit. */
  private static final int PART = 20;

  private static final ObjectMapper JSON = new ObjectMapper();

  private Backup() {}

  /** Writes the document in lines, for people to look into and to compare. */
  public static int write(
      Database database, Caller caller, OutputStream out, BiConsumer<Integer, Integer> done)
      throws IOException {
    return write(database, caller, JSON.createGenerator(out).useDefaultPrettyPrinter(), done);
  }

  /**
   * Writes the document.
   *
   * @param to is closed, but not where it writes to
   * @param done told the sessions written and how many there are
   * @return sessions written
   */
  public static int write(
      Database database, Caller caller, JsonGenerator to, BiConsumer<Integer, Integer> done)
      throws IOException {
    Answer everything = database.run(caller, "export_data", Map.of());
    int total = everything.data().get("sessions").intValue();
    int written = 0;
    try (JsonGenerator json = to.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
      begin(json, everything);
      for (String after = null; ; ) {
        JsonNode page = page(database, caller.counted(), after, PAGE, false);
        int sessions = page.get("performed_session").size();
        if (sessions == 0) {
          break;
        }
        JSON.writeTree(json, page);
        written += sessions;
        done.accept(written, Math.max(total, written));
        after = last(page);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return written;
  }

  /**
   * Writes a backup of as many sessions as fit, in the order of their ids.
   *
   * @param after the session before the first one, empty for none
   * @param rest the address of what follows, from its {@code after}; the field {@code next}
   * @param fits whether a text still fits behind what is written; one session is written always
   * @param done told the sessions written and how many there are in all parts
   */
  public static void writePart(
      Database database,
      Caller caller,
      JsonGenerator json,
      String after,
      UnaryOperator<String> rest,
      Predicate<String> fits,
      BiConsumer<Integer, Integer> done)
      throws IOException {
    Answer everything = database.run(caller, "export_data", Map.of());
    begin(json, everything);
    int total = everything.data().get("sessions").intValue();
    String next =
        sessions(database, caller.counted(), json, after, fits, w -> done.accept(w, total));
    json.writeEndArray();
    json.writeStringField("next", next == null ? null : rest.apply(next));
    json.writeEndObject();
    json.flush();
  }

  /** The last session that was written, null where none follows. */
  private static String sessions(
      Database database,
      Caller caller,
      JsonGenerator json,
      String after,
      Predicate<String> fits,
      IntConsumer done)
      throws IOException {
    String last = after;
    int written = 0;
    for (int limit = PART; limit > 0; ) {
      JsonNode page =
          page(database, caller, last.isEmpty() ? null : last, limit, last.equals(after));
      if (page.get("performed_session").isEmpty()) {
        return null;
      }
      json.flush();
      if (!fits.test(page.toString()) && (written > 0 || limit > 1)) {
        limit /= 2;
        continue;
      }
      JSON.writeTree(json, page);
      last = last(page);
      written += page.get("performed_session").size();
      done.accept(written);
    }
    return last;
  }

  private static String last(JsonNode page) {
    JsonNode sessions = page.get("performed_session");
    return sessions.get(sessions.size() - 1).get("performed_session_id").asText();
  }

  private static void begin(JsonGenerator json, Answer everything) throws IOException {
    json.writeStartObject();
    json.writeStringField("format", FORMAT);
    json.writeNumberField("version", VERSION);
    json.writeStringField("exported_at", everything.context().now().toString());
    for (Map.Entry<String, JsonNode> field : everything.data().properties()) {
      json.writeFieldName(field.getKey());
      JSON.writeTree(json, field.getValue());
    }
    json.writeArrayFieldStart("pages");
  }

  private static JsonNode page(
      Database database, Caller caller, String after, int limit, boolean named) {
    Map<String, String> values = new HashMap<>();
    values.put("after", after);
    values.put("page_limit", String.valueOf(limit));
    values.put("named", String.valueOf(named));
    return database.run(caller, "export_sessions", values).data();
  }

  /** Whether these first bytes of a file may be a backup: an object, not a table. */
  public static boolean looksLike(byte[] start) {
    for (byte b : start) {
      if (b == '{') {
        return true;
      }
      // White space and a byte-order mark may come first.
      if (b > ' ') {
        return false;
      }
    }
    return false;
  }

  /**
   * Reads a document.
   *
   * @throws ImportError where it is no backup, or one of a newer coach
   */
  public static ObjectNode read(InputStream in) throws IOException {
    JsonNode document = parse(in);
    if (!document.isObject() || !document.path("format").asText().equals(FORMAT)) {
      throw new ImportError(
          "The file is JSON but not a coach backup. Send one made by \"coach export json\", or a"
              + " CSV export of Strong, Hevy or FitNotes.");
    }
    int version = document.path("version").asInt();
    if (version < 1 || version > VERSION) {
      throw new ImportError(
          "The backup has version %d and this coach reads up to %d. Use a newer coach."
              .formatted(version, VERSION));
    }
    return (ObjectNode) document;
  }

  private static JsonNode parse(InputStream in) throws IOException {
    try {
      JsonNode document = JSON.readTree(in);
      return document == null ? JSON.missingNode() : document;
    } catch (JsonProcessingException broken) {
      // Not the parser's own message: it quotes the file.
      throw new ImportError(
          "The file is not complete JSON (line %d). Export it again."
              .formatted(broken.getLocation() == null ? 1 : broken.getLocation().getLineNr()));
    }
  }
}
