package coach.cli;

import coach.Caller;
import coach.Config;
import coach.app.App;
import coach.db.Database;
import coach.store.Backup;
import coach.store.CsvExport;
import coach.store.ExportRows;
import coach.training.Unit;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** Writes the lifter's data to standard output: JSON to back it up, CSV for spreadsheets. */
final class Export {
  private Export() {}

  static int run(Terminal terminal, List<String> arguments) throws Exception {
    Options options = Options.read(Command.EXPORT, arguments, Set.of(), Set.of(), 1);
    String form = options.word(0).orElse("");
    if (!form.equals("csv") && !form.equals("json")) {
      throw options.wrong("it needs csv or json");
    }
    try (App app = App.open(Config.read(terminal.environment()), terminal.progress()::say);
        ProgressBar progress = terminal.progress()) {
      Caller lifter = app.caller().get();
      OutputStream out = new BufferedOutputStream(terminal.protocol());
      if (form.equals("json")) {
        Backup.write(
            app.database(), lifter, out, (done, total) -> progress.part("sessions", done, total));
        out.write('\n');
      } else {
        csv(app.database(), lifter, out, (done, total) -> progress.part("sessions", done, total));
      }
      out.flush();
    }
    return 0;
  }

  /** One row per performed set, in UTF-8. */
  static void csv(
      Database database, Caller lifter, OutputStream out, BiConsumer<Integer, Integer> done)
      throws IOException {
    ExportRows rows = new ExportRows(database, lifter, done);
    BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    CsvExport.write(rows, Unit.parse(rows.unit()), writer);
    writer.flush();
  }
}
