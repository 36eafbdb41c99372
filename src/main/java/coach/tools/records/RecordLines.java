package coach.tools.records;

import coach.tools.Json;
import coach.tools.Numbers;
import coach.tools.lifter.Lifter;
import coach.training.PerformedSet;
import coach.training.Records;
import coach.training.Records.Best;
import coach.training.Records.Kind;
import coach.training.Records.NewBest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Records as answers show them: a record tool and the summary must not differ. */
public final class RecordLines {
  private RecordLines() {}

  public static ObjectNode json(Lifter lifter, Best best) {
    ObjectNode json = Json.object();
    json.put("value", value(lifter, best.kind(), best.value()));
    json.put("date", best.date().toString());
    best.set().ifPresent(set -> lifter.putHandled(json, set.weightGrams()).put("reps", set.reps()));
    return json;
  }

  public static ObjectNode json(Lifter lifter, Optional<Best> best) {
    return best.map(held -> json(lifter, held)).orElse(null);
  }

  public static ObjectNode json(Lifter lifter, NewBest record) {
    ObjectNode json = json(lifter, record.best());
    json.put("kind", record.best().kind().code());
    json.put("before", value(lifter, record.best().kind(), record.before()));
    return json;
  }

  /** The bests of one exercise and its new records, newest first, at most {@code most}. */
  public static ObjectNode json(Lifter lifter, Records records, int most) {
    ObjectNode json = Json.object();
    json.set("heaviest", json(lifter, records.heaviest()));
    json.set("e1rm", json(lifter, records.oneRepMax()));
    json.set("volume", json(lifter, records.volume()));
    json.put("new_count", records.inPeriod().size());
    ArrayNode news = json.putArray("new_records");
    newest(records, most).forEach(record -> news.add(json(lifter, record)));
    return json;
  }

  static List<NewBest> newest(Records records, int most) {
    List<NewBest> newest = new ArrayList<>(records.inPeriod());
    java.util.Collections.reverse(newest);
    return newest.subList(0, Math.min(most, newest.size()));
  }

  /** "90 s 2026-01-31, 2000 m 2026-01-31"; empty where no set took time or distance. */
  static String timed(JsonNode row) {
    List<String> words = new ArrayList<>();
    for (String name : List.of("longest", "farthest")) {
      JsonNode best = row.get(name);
      if (best.isObject()) {
        String unit = name.equals("longest") ? "s" : "m";
        words.add(best.get("value") + " " + unit + " " + best.get("date").textValue());
      }
    }
    return String.join(", ", words);
  }

  /** "2026-01-31 e1RM 112.5 (100x5), before 110". */
  public static String line(Lifter lifter, NewBest record) {
    Best best = record.best();
    return "%s %s %s, before %s"
        .formatted(
            best.date(),
            label(best.kind()),
            shown(lifter, best),
            text(lifter, best.kind(), record.before()));
  }

  /** "112.5 (100x5) 2026-01-31", or a dash. */
  public static String line(Lifter lifter, Optional<Best> best) {
    return best.map(held -> shown(lifter, held) + " " + held.date()).orElse("-");
  }

  private static String shown(Lifter lifter, Best best) {
    String set = best.set().map(done -> set(lifter, done)).orElse("");
    return switch (best.kind()) {
      case HEAVIEST, REPS -> set;
      case ONE_REP_MAX -> maximum(lifter, best) + " (" + set + ")";
      case VOLUME -> text(lifter, best.kind(), best.value());
    };
  }

  /** The maximum of all that was moved; for a lift of the body what that leaves to be handled. */
  private static String maximum(Lifter lifter, Best best) {
    String moved = lifter.unit().format(best.value());
    int body = best.set().map(PerformedSet::bodyGrams).orElse(0);
    return body <= 0
        ? moved
        : "%s with the body, %s without"
            .formatted(moved, lifter.unit().format(best.value() - body));
  }

  static String label(Kind kind) {
    return switch (kind) {
      case HEAVIEST -> "heaviest";
      case ONE_REP_MAX -> "e1RM";
      case VOLUME -> "session volume";
      case REPS -> "reps";
    };
  }

  /** "100x5", "bwx12", "bw+20x5", "40 30 m", "60 s". */
  public static String set(Lifter lifter, PerformedSet set) {
    int grams = set.weightGrams();
    if (set.reps() <= 1 && (set.seconds() > 0 || set.metres() > 0)) {
      return ((grams == 0 ? "" : (grams < 0 ? "bw" : "") + lifter.unit().format(grams) + " ")
              + (set.metres() > 0 ? set.metres() + " m " : "")
              + (set.seconds() > 0 ? set.seconds() + " s" : ""))
          .strip();
    }
    String sign = grams > 0 && set.movesBody() ? "+" : "";
    String body = grams <= 0 || set.movesBody() ? "bw" : "";
    return body + sign + (grams == 0 ? "" : lifter.unit().format(grams)) + "x" + set.reps();
  }

  private static double value(Lifter lifter, Kind kind, double value) {
    return kind == Kind.REPS ? value : lifter.weight(value);
  }

  private static String text(Lifter lifter, Kind kind, double value) {
    return kind == Kind.REPS
        ? Numbers.count(Math.round(value), "rep")
        : lifter.unit().format(value);
  }

  /** What is new in words: how many, and the newest of each kind. */
  static String news(Lifter lifter, Records records) {
    Map<Records.Kind, NewBest> byKind = new EnumMap<>(Records.Kind.class);
    records.inPeriod().forEach(best -> byKind.put(best.best().kind(), best));
    if (byKind.size() > 1) {
      byKind.remove(Records.Kind.VOLUME);
    }
    return records.inPeriod().size()
        + ": "
        + byKind.values().stream()
            .map(best -> line(lifter, best))
            .collect(Collectors.joining("; "));
  }
}
