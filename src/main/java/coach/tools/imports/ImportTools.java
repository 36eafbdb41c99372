package coach.tools.imports;

import coach.Caller;
import coach.Shown;
import coach.imports.ImportError;
import coach.imports.ImportedLog;
import coach.imports.LogReader;
import coach.imports.LogReader.ReadProgress;
import coach.imports.ReadOptions;
import coach.store.Backup;
import coach.store.ImportLookup;
import coach.store.ImportPlan;
import coach.store.Restore;
import coach.store.Storage;
import coach.tools.Arguments;
import coach.tools.Effect;
import coach.tools.Output;
import coach.tools.Param;
import coach.tools.Tool;
import coach.tools.ToolAnswer;
import coach.tools.ToolCall;
import coach.tools.ToolError;
import coach.tools.Write;
import coach.training.Unit;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Taking in the export of another app, of which a preview is shown first. */
public final class ImportTools {
  private static final int MOST_CHARACTERS = 400_000;
  private static final int MOST_NAMES = 300;
  private static final int LONGEST = 400;

  private ImportTools() {}

  public static List<Tool> all() {
    return List.of(
        new Tool(
            "import_workouts",
            "Import workouts",
            "Takes in an export of Strong, Hevy, FitNotes, Fitbod or Jefit, or coach's own CSV or"
                + " JSON. Without confirm it only previews: show the lifter what names were taken"
                + " for, then send the same with confirm.",
            Effect.DESTROY,
            List.of(
                Param.text("text", "The whole file with its header.", Integer.MAX_VALUE)
                    .example("date,exercise,weight,unit,reps\n2026-01-31,Squat,100,kg,5")
                    .required(),
                Param.choice("unit", "Unit of its weights, if it names none.", List.of("kg", "lb")),
                Param.texts(
                    "mapping", "Corrections: \"name in the file=exercise\".", MOST_NAMES, LONGEST),
                Param.text("confirm", "Code of the agreed preview.", 20),
                Write.key()),
            Output.of(ImportAnswer.OUTPUT),
            ImportTools::answer));
  }

  private static ToolAnswer answer(ToolCall call) {
    try {
      return imported(call);
    } catch (ImportError unusable) {
      throw new ToolError(unusable.getMessage().replace("--unit", "unit"));
    }
  }

  private static ToolAnswer imported(ToolCall call) {
    Arguments arguments = call.arguments();
    int length = arguments.text("text").length();
    ToolError.when(
        length > MOST_CHARACTERS,
        "text has %d characters, too many for one call. Send the file in parts that end with a"
            + " workout, each with the header, or use the command coach import. Send at most %d.",
        length,
        MOST_CHARACTERS);
    byte[] text = arguments.text("text").getBytes(StandardCharsets.UTF_8);
    return Backup.looksLike(text) ? restored(call, text) : imported(call, arguments);
  }

  /** What is here stays as it is; what the backup has beside it is added. */
  private static ToolAnswer restored(ToolCall call, byte[] text) {
    String code = digest(new String(text, StandardCharsets.UTF_8)).substring(0, 8);
    String key = call.arguments().text(Write.KEY);
    ObjectNode backup = backup(text);
    ImportLookup known = ImportLookup.of(call.database(), call.caller(), key);
    RestoreAnswer answer = new RestoreAnswer(backup, known.context(), code);
    if (!code.equals(call.arguments().text("confirm"))) {
      return answer.preview(call.arguments().has("confirm"));
    }
    String hash = digest(Write.body(call).toString());
    JsonNode earlier = earlier(known.earlier(), key, hash);
    if (earlier.isObject()) {
      return answer.stored(Storage.stored(earlier));
    }
    List<ObjectNode> parts = Restore.parts(call.database(), call.caller().counted(), backup);
    keep(parts, key, hash);
    return answer.stored(store(call, parts));
  }

  private static ObjectNode backup(byte[] text) {
    try {
      return Backup.read(new ByteArrayInputStream(text));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static void keep(List<ObjectNode> parts, String key, String hash) {
    if (key != null) {
      parts.get(0).putObject("write").put("key", key).put("hash", hash);
    }
  }

  private static ToolAnswer imported(ToolCall call, Arguments arguments) {
    ImportedLog log = read(arguments);
    Map<String, String> wanted = mapping(arguments);
    String key = arguments.text(Write.KEY);
    ImportLookup known = ImportLookup.of(call.database(), call.caller(), log, wanted.values(), key);
    ImportPlan plan = ImportPlan.of(log, known, wanted);
    // Of what is the same once it is stored, so that a retry has the same code.
    List<ObjectNode> all = plan.parts(known.ids());
    String code = digest(all.subList(1, all.size()).toString()).substring(0, 8);
    ImportAnswer answer = new ImportAnswer(plan, known, code, arguments.text("confirm"));
    if (!code.equals(arguments.text("confirm"))) {
      return answer.preview();
    }
    String hash = digest(Write.body(call).toString());
    JsonNode earlier = earlier(known.earlier(), key, hash);
    if (earlier.isObject()) {
      return answer.stored(Storage.stored(earlier));
    }
    List<ObjectNode> parts = plan.parts(known);
    keep(parts, key, hash);
    return answer.stored(store(call, parts));
  }

  private static Storage.Stored store(ToolCall call, List<ObjectNode> parts) {
    Caller counted = call.caller().counted();
    return Storage.store(
        call.database(),
        counted,
        parts,
        done -> call.progress().step(done, parts.size(), "storing workouts"));
  }

  /** What the same call has stored before; missing where it has not. */
  private static JsonNode earlier(JsonNode known, String key, String hash) {
    ToolError.when(
        known.isObject() && !known.get("hash").asText().equals(hash),
        "idempotency_key %s was used before with other arguments for %s. Send a new key for a new"
            + " change, or the same arguments to get the answer again.",
        Shown.quoted(String.valueOf(key), LONGEST),
        known.path("tool").asText());
    return known.path("answer");
  }

  private static ImportedLog read(Arguments arguments) {
    byte[] text = arguments.text("text").getBytes(StandardCharsets.UTF_8);
    Unit unit = arguments.has("unit") ? Unit.parse(arguments.text("unit")) : null;
    try {
      ImportedLog log =
          LogReader.read(
              new ByteArrayInputStream(text),
              text.length,
              ReadOptions.standard().withUnit(unit),
              ReadProgress.NONE);
      ToolError.when(
          log.sessions().isEmpty(),
          "text holds no workout that coach could store. %s Send an export with at least one.",
          log.faults().isEmpty() ? "" : Shown.line("Its " + log.faults().get(0)));
      return log;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static Map<String, String> mapping(Arguments arguments) {
    Map<String, String> mapping = new LinkedHashMap<>();
    for (JsonNode line : arguments.json().path("mapping")) {
      String[] pair = line.textValue().strip().split("\\s*=\\s*", 2);
      ToolError.when(
          pair.length < 2 || pair[1].isEmpty(),
          "mapping has %s. Send \"name in the file=exercise\".",
          Shown.quoted(line.textValue(), 60));
      mapping.put(pair[0], pair[1]);
    }
    return mapping;
  }

  /** Short, and other where anything of it is other; it guards against mistakes, not attacks. */
  private static String digest(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
