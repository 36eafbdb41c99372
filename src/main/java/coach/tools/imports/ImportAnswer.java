package coach.tools.imports;

import coach.imports.ImportedLog;
import coach.imports.Preview;
import coach.store.ImportLookup;
import coach.store.ImportPlan;
import coach.store.Storage;
import coach.tools.Budget;
import coach.tools.Json;
import coach.tools.Text;
import coach.tools.ToolAnswer;
import coach.tools.Write;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Says what an import would store, and what it has stored.
 *
 * @param code of this preview
 * @param confirmed the code that was sent; null for none
 */
record ImportAnswer(ImportPlan plan, ImportLookup known, String code, String confirmed) {
  static final String OUTPUT =
      "dry_run boolean, log object, taken_for array?, own_exercises array?, confirm string?,"
          + " time_zone string";

  ToolAnswer preview() {
    List<String> taken = plan.taken();
    List<String> own = plan.own();
    // What a name was taken for comes first: those that have no meaning change nothing else.
    return Budget.fit(
        taken.size() + own.size(),
        shown ->
            preview(
                taken.subList(0, Math.min(shown, taken.size())),
                own.subList(0, Math.max(0, shown - taken.size()))));
  }

  private ToolAnswer preview(List<String> taken, List<String> own) {
    ObjectNode json = facts(true, known.stored(), known.replaces());
    json.set("taken_for", Json.array(taken));
    json.set("own_exercises", Json.array(own));
    json.put("confirm", code);
    Text text = new Text();
    text.lineIf(
        confirmed != null && !confirmed.equals(code),
        "confirm is the code of another preview: the file, the mapping or the log has changed"
            + " since. Nothing was stored. Now it is:");
    text.line(
        "Preview, nothing is stored yet. To store it, send the same call with confirm %s.", code);
    Preview.of(plan.log()).lines().forEach(line -> text.line("%s", line));
    text.line(
        "Already stored: %d; told otherwise than by an earlier import, and replaced: %d.",
        known.stored(), known.replaces());
    text.line(
        "Times are read as %s; to change that, update_settings time_zone first.",
        known.context().zone());
    names(text, "Taken for (mapping changes it):", taken, plan.taken().size());
    names(
        text,
        "Unknown, so they become exercises of the lifter's own (mapping changes it):",
        own,
        plan.own().size());
    return new ToolAnswer(json, text.toString());
  }

  private static void names(Text text, String head, List<String> shown, int all) {
    if (all > 0) {
      text.line("%s", head);
      shown.forEach(line -> text.line("  %s", line));
      text.lineIf(all > shown.size(), "  and %d more", all - shown.size());
    }
  }

  ToolAnswer stored(Storage.Stored stored) {
    int already = stored.alreadyThere() + known.kept().size();
    ObjectNode json = facts(false, already, stored.replaced());
    json.withObject("log")
        .put("workouts_stored", stored.sessions())
        .put("exercises_created", stored.exercises());
    Text text = new Text();
    text.line(
        "Workouts stored: %d; already stored: %d; earlier ones replaced: %d; exercises created:"
            + " %d.",
        stored.sessions(), already, stored.replaced(), stored.exercises());
    text.lineIf(stored.sessions() > 0, "undo_last_change takes it all back.");
    Write.warnOfReaders(text, known.context());
    return new ToolAnswer(json, text.toString());
  }

  private ObjectNode facts(boolean isPreview, int stored, int replaced) {
    ImportedLog log = plan.log();
    ObjectNode json = Json.object().put("dry_run", isPreview);
    json.putObject("log")
        .put("workouts", log.sessions().size())
        .put("sets", log.counts().sets())
        .put("skipped_rows", log.counts().faulty())
        .put("already_stored", stored)
        .put("replaces", replaced);
    return json.put("time_zone", known.context().zone().toString());
  }
}
