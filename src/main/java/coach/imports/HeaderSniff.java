package coach.imports;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Finds out from the header line which app wrote a file, and with which separator and quotes.
 *
 * @param format how Commons CSV is to read the whole file
 * @param monthFirst whether 10/09/2025 is the ninth of October
 */
record HeaderSniff(Header header, CSVFormat format, boolean monthFirst) {
  private static final Pattern NUMBERS = Pattern.compile("(\\d{1,2})([/-])(\\d{1,2})\\2\\d{4}\\b");
  private static final char[] DELIMITERS = {',', ';', '\t'};
  private static final int MAX_HEADER = 8_192;
  private static final int SHOWN_NAMES = 16;

  /**
   * @param head the beginning of the file, without a byte-order mark
   * @throws ImportError when the header is none of the known ones
   */
  static HeaderSniff of(String head) {
    String line = head.lines().filter(HeaderSniff::mayBeHeader).findFirst().orElse("");
    String header = line.substring(0, Math.min(line.length(), MAX_HEADER));
    List<HeaderSniff> guesses = guesses(header);
    HeaderSniff nearest =
        guesses.stream()
            .max(
                Comparator.<HeaderSniff, Boolean>comparing(guess -> guess.complete())
                    .thenComparing(guess -> guess.header.matched())
                    .thenComparing(guess -> -guess.header.missing().size())
                    .thenComparing(guess -> guess.header.names().size()))
            .orElseThrow(
                () -> new ImportError("The header line is damaged; export the file again."));
    nearest.check();
    return new HeaderSniff(nearest.header, nearest.format, nearest.monthFirst(head));
  }

  private static boolean mayBeHeader(String line) {
    return !line.isBlank() && !namesSeparator(line);
  }

  /** Spreadsheets take a first line such as {@code sep=;} as the separator. */
  static boolean namesSeparator(String line) {
    return line.strip().startsWith("sep=");
  }

  /** A day above 12 settles the order for the file. */
  private boolean monthFirst(String head) {
    String undecided = null;
    for (String cell : dates(head)) {
      Matcher date = NUMBERS.matcher(cell);
      if (!date.lookingAt()) {
        continue;
      }
      if (Integer.parseInt(date.group(1)) > 12 || Integer.parseInt(date.group(3)) > 12) {
        return Integer.parseInt(date.group(3)) > 12;
      }
      undecided = undecided != null ? undecided : date.group();
    }
    if (undecided != null) {
      throw new ImportError(
          "%s may be a day of either month: a spreadsheet has saved this file. Export it again from the app and send it unopened, or write dates as 2025-12-22."
              .formatted(BadCell.shown(undecided)));
    }
    return false;
  }

  /** The cells that say when a workout was; a note may hold any date. */
  private List<String> dates(String head) {
    List<String> dates = new ArrayList<>();
    int column = header.index(Column.STARTED);
    try (CSVParser parser = CSVParser.parse(head, format)) {
      for (CSVRecord row : parser) {
        dates.add(column < row.size() ? row.get(column).strip() : "");
      }
    } catch (IOException | java.io.UncheckedIOException cutOff) {
      // The beginning of a file may end within quotes: what was read until there decides.
    }
    return dates;
  }

  private static List<HeaderSniff> guesses(String line) {
    char quote = line.strip().startsWith("'") ? '\'' : '"';
    List<HeaderSniff> guesses = new ArrayList<>();
    for (char delimiter : DELIMITERS) {
      // Trailing data: a stray quote inside a quoted note must not cost the whole file.
      CSVFormat format =
          CSVFormat.RFC4180
              .builder()
              .setDelimiter(delimiter)
              .setQuote(quote)
              .setIgnoreEmptyLines(false)
              .setTrailingData(true)
              .get();
      List<String> names = cells(line, format);
      for (HeaderNames layout : HeaderNames.ALL) {
        if (!names.isEmpty()) {
          guesses.add(new HeaderSniff(new Header(layout, names), format, false));
        }
      }
    }
    return guesses;
  }

  private static List<String> cells(String line, CSVFormat format) {
    try (CSVParser parser = CSVParser.parse(line, format)) {
      List<CSVRecord> records = parser.getRecords();
      return records.isEmpty() ? List.of() : records.get(0).toList();
    } catch (IOException | java.io.UncheckedIOException damaged) {
      return List.of();
    }
  }

  private boolean complete() {
    return header.missing().isEmpty();
  }

  private void check() {
    if (!complete()) {
      throw new ImportError(unknown());
    }
    if (!header.repeated().isEmpty()) {
      throw new ImportError(
          "The header names the column %s twice; export the file again."
              .formatted(BadCell.shown(header.repeated().get(0))));
    }
  }

  private String unknown() {
    String app = header.layout().format().label();
    return "The header is not that of a Strong, Hevy, FitNotes, Fitbod or Jefit export: it has the columns %s; %s also needs %s; send the CSV as the app exported it, or a table with the columns date, exercise, weight and reps."
        .formatted(quoted(header.names()), app, quoted(header.missing()));
  }

  private static String quoted(List<String> names) {
    String shown =
        names.stream().limit(SHOWN_NAMES).map(BadCell::shown).collect(Collectors.joining(", "));
    int rest = names.size() - SHOWN_NAMES;
    return rest > 0 ? shown + " and " + rest + " more" : shown;
  }
}
