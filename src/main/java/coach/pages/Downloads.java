package coach.pages;

import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;

/** Writes out what belongs to a person; who knows how is handed in. */
public interface Downloads {
  /** Every row of the person, as the backup that any coach takes in again. */
  void json(UUID account, OutputStream out) throws IOException;

  /** One line per set, for spreadsheets, in UTF-8. */
  void csv(UUID account, OutputStream out) throws IOException;
}
