package coach.pages;

import coach.accounts.Accounts;
import coach.accounts.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;

/**
 * Lets a person take their data along.
 *
 * @param type of the content, in MIME's words
 * @param file the name under which a browser keeps it
 */
record ExportPage(Accounts accounts, String type, String file, Writer writer)
    implements SignedInPage {
  /** Writes one kind of file. */
  @FunctionalInterface
  interface Writer {
    void write(UUID account, OutputStream out) throws IOException;
  }

  @Override
  public PageResponse show(Visit visit, Session session) {
    accounts.noteDownload(session);
    return PageResponse.of(200, type, out -> writer.write(session.account(), out))
        .with("Content-Disposition", "attachment; filename=\"" + file + "\"");
  }
}
