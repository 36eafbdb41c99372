package coach.db;

import java.util.function.Consumer;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/** Says which migration begins, to the person waiting and to whoever has to word its failure. */
final class MigrationProgress implements Callback {
  private final Consumer<String> progress;
  private final MigrationErrors errors;

  MigrationProgress(Consumer<String> progress, MigrationErrors errors) {
    this.progress = progress;
    this.errors = errors;
  }

  @Override
  public boolean supports(Event event, Context context) {
    return event == Event.BEFORE_EACH_MIGRATE;
  }

  @Override
  public boolean canHandleInTransaction(Event event, Context context) {
    return true;
  }

  @Override
  public void handle(Event event, Context context) {
    MigrationInfo migration = context.getMigrationInfo();
    errors.step("migration " + migration.getVersion().getVersion());
    progress.accept(
        "migration " + migration.getVersion().getVersion() + ": " + migration.getDescription());
  }

  @Override
  public String getCallbackName() {
    return "progress";
  }
}
