package coach.tools.imports;

import coach.db.CallContext;
import coach.store.Restore;
import coach.store.Storage;
import coach.tools.Json;
import coach.tools.Text;
import coach.tools.ToolAnswer;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Says what a backup of coach's own would add, and what it has added.
 *
 * @param code of its preview
 */
record RestoreAnswer(ObjectNode backup, CallContext context, String code) {

  ToolAnswer preview(boolean wasConfirmed) {
    ObjectNode json = facts(true).put("confirm", code);
    Text text = new Text();
    text.lineIf(
        wasConfirmed, "confirm is the code of another preview. Nothing was stored. Now it is:");
    text.line(
        "Preview, nothing is stored yet. To store it, send the same call with confirm %s.", code);
    text.line(
        "A coach backup of %s: %d workouts, %d plans, %d own exercises, with settings.",
        backup.path("exported_at").asText("an unknown day"),
        Restore.sessions(backup),
        backup.path("user_plan").size(),
        backup.path("base_exercise").size());
    text.line(
        "What is here already stays as it is. Settings of the backup win only while there is no"
            + " workout here.");
    return new ToolAnswer(json, text.toString());
  }

  ToolAnswer stored(Storage.Stored stored) {
    ObjectNode json = facts(false);
    json.withObject("log")
        .put("workouts_stored", stored.sessions())
        .put("already_stored", stored.alreadyThere())
        .put("exercises_created", stored.exercises());
    Text text = new Text();
    text.line(
        "Workouts stored: %d; already stored: %d; exercises created: %d.",
        stored.sessions(), stored.alreadyThere(), stored.exercises());
    stored.settings().forEach(line -> text.line("%s", line));
    text.lineIf(stored.sessions() > 0, "undo_last_change takes the workouts back.");
    return new ToolAnswer(json, text.toString());
  }

  private ObjectNode facts(boolean isPreview) {
    ObjectNode json = Json.object().put("dry_run", isPreview);
    json.putObject("log").put("workouts", Restore.sessions(backup));
    return json.put("time_zone", context.zone().toString());
  }
}
