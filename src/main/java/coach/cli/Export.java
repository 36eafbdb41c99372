package coach.cli;

import coach.Caller;
import coach.Config;
import coach.app.App;
import coach.store.Backup;
import coach.store.CsvExport;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
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
      BiConsumer<Integer, Integer> told = (done, total) -> progress.part("sessions", done, total);
      if (form.equals("json")) {
        Backup.write(app.database(), lifter, out, told);
        out.write('\n');
      } else {
        CsvExport.write(app.database(), lifter, out, told);
      }
      out.flush();
    }
    return 0;
  }
}
