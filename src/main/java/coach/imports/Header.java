package coach.imports;

import coach.training.Unit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The header line of one file, matched against one app's names. */
final class Header {
  /** One column that holds weights, and the unit in its name, if any. */
  record WeightColumn(int index, Unit unit, String name) {}

  private final HeaderNames layout;
  private final List<String> names;
  private final Map<Column, Integer> indexes = new EnumMap<>(Column.class);
  private final List<WeightColumn> weights = new ArrayList<>();
  private final List<String> repeated = new ArrayList<>();

  Header(HeaderNames layout, List<String> cells) {
    this.layout = layout;
    int size = cells.size();
    while (size > 0 && cells.get(size - 1).isBlank()) {
      size--;
    }
    this.names = cells.stream().limit(size).map(String::strip).toList();
    for (int index = 0; index < size; index++) {
      place(index);
    }
  }

  private void place(int index) {
    String name = names.get(index);
    String plain = HeaderNames.plain(name);
    for (HeaderNames.Known known : layout.columns()) {
      if (known.names().contains(plain)) {
        boolean first = indexes.putIfAbsent(known.column(), index) == null;
        if (known.column() == Column.WEIGHT) {
          first = weights.stream().noneMatch(weight -> weight.unit() == unitIn(name));
          weights.add(new WeightColumn(index, unitIn(name), name));
        }
        // Strong files carry the session's length under one or two of its names.
        if (!first && known.column() != Column.LENGTH) {
          repeated.add(name);
        }
      }
    }
  }

  private static Unit unitIn(String name) {
    String[] words = HeaderNames.plain(name).split(" ");
    return Weights.named(words[words.length - 1]).orElse(null);
  }

  HeaderNames layout() {
    return layout;
  }

  /** Whether the app writes text that holds a comma without quotes around it. */
  boolean isUnquoted() {
    return layout.format() == Format.FITNOTES;
  }

  /** The header's cells without empty ones at its end. */
  List<String> names() {
    return names;
  }

  int matched() {
    return indexes.size();
  }

  /** Names that stand in the header twice. */
  List<String> repeated() {
    return repeated;
  }

  /** The usual names of the required columns that are not there. */
  List<String> missing() {
    return layout.columns().stream()
        .filter(known -> known.required() && !indexes.containsKey(known.column()))
        .map(HeaderNames.Known::usual)
        .toList();
  }

  boolean has(Column column) {
    return indexes.containsKey(column);
  }

  /** −1 when the file has no such column. */
  int index(Column column) {
    return indexes.getOrDefault(column, -1);
  }

  /** As the file spells it. */
  String name(Column column) {
    return has(column) ? names.get(index(column)) : column.name();
  }

  List<WeightColumn> weights() {
    return weights;
  }

  /** The last word of a column's name, where units stand: "Distance (meters)" → "meters". */
  Optional<String> lastWord(Column column) {
    if (!has(column)) {
      return Optional.empty();
    }
    String[] words = HeaderNames.plain(name(column)).split(" ");
    return Optional.of(words[words.length - 1]);
  }
}
