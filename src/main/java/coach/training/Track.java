package coach.training;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The sessions of an exercise that aim at the same thing. Heavy and light days, and days of a plan
 * with different targets, each progress by themselves (heavy/light and undulating programs:
 * Rippetoe and Baker, Practical Programming): never the reps of one with the weight of another.
 *
 * @param line what the plan asks, if it asks anything
 * @param sessions with a work set and without deloads, oldest first
 */
record Track(Optional<PlanLine> line, List<SessionSets> sessions) {
  private static final int RECENT = 30;
  private static final int STALE_DAYS = 28;
  private static final int[] BUCKETS = {3, 6, 10, 15};

  /**
   * The tracks, the one that is due next first; always at least one where there are sessions.
   *
   * @param sessions oldest first
   * @param lines of the plan
   * @param days the plan's day of each session, where it has one
   */
  static List<Track> of(
      List<SessionSets> sessions, List<PlanLine> lines, Map<UUID, UUID> days, Loadable loadable) {
    List<Track> planned = planned(sessions, lines, days);
    if (planned.stream().anyMatch(track -> !track.sessions.isEmpty())) {
      return planned;
    }
    if (!lines.isEmpty() && sessions.isEmpty()) {
      return planned;
    }
    List<Track> free = free(sessions, loadable);
    return lines.isEmpty()
        ? free
        // A plan that has just begun: what was done before is what it starts from.
        : List.of(new Track(Optional.of(planned.get(0).line.orElseThrow()), sessions));
  }

  private static List<Track> planned(
      List<SessionSets> sessions, List<PlanLine> lines, Map<UUID, UUID> days) {
    List<PlanLine> different = new ArrayList<>();
    lines.stream()
        .filter(line -> different.stream().noneMatch(line::isLike))
        .forEach(different::add);
    List<Track> tracks = new ArrayList<>();
    for (PlanLine line : different) {
      List<SessionSets> own =
          sessions.stream()
              .filter(s -> belongs(s, line, lines, days, different.size() == 1))
              .toList();
      tracks.add(new Track(Optional.of(line), own));
    }
    return tracks;
  }

  /** Sessions outside of the plan count where they are done for about the same reps. */
  private static boolean belongs(
      SessionSets session,
      PlanLine line,
      List<PlanLine> lines,
      Map<UUID, UUID> days,
      boolean single) {
    UUID day = days.get(session.sessionId());
    for (PlanLine other : lines) {
      if (other.day().equals(day)) {
        return other.isLike(line);
      }
    }
    int bucket = bucket(line.target().reps());
    return bucket(session.medianReps()) == bucket
        || single && Math.abs(session.medianReps() - line.target().reps()) <= 3;
  }

  private static List<Track> free(List<SessionSets> sessions, Loadable loadable) {
    List<List<SessionSets>> tracks = new ArrayList<>();
    List<List<SessionSets>> order = new ArrayList<>();
    for (SessionSets session :
        sessions.subList(Math.max(0, sessions.size() - RECENT), sessions.size())) {
      List<SessionSets> own =
          tracks.stream()
              .filter(track -> isNext(session, track, loadable))
              .findFirst()
              .orElseGet(() -> added(tracks));
      own.add(session);
      order.add(own);
      // The one trained last is looked at first.
      tracks.remove(own);
      tracks.add(0, own);
    }
    for (List<SessionSets> mixed : List.copyOf(tracks)) {
      apart(mixed, order);
    }
    List<List<SessionSets>> live = live(order);
    return live.stream().map(track -> new Track(Optional.empty(), List.copyOf(track))).toList();
  }

  /** Speed days leave the track of the heavy days with the same reps. */
  private static void apart(List<SessionSets> mixed, List<List<SessionSets>> order) {
    List<SessionSets> speed = new ArrayList<>(SpeedDays.among(mixed, SessionSets::systemLoad));
    if (speed.isEmpty()) {
      return;
    }
    int next = 0;
    for (int i = 0; i < order.size(); i++) {
      if (order.get(i) == mixed) {
        order.set(i, speed.contains(mixed.get(next)) ? speed : mixed);
        next++;
      }
    }
    mixed.removeAll(speed);
  }

  private static List<SessionSets> added(List<List<SessionSets>> tracks) {
    List<SessionSets> track = new ArrayList<>();
    tracks.add(track);
    return track;
  }

  /** The same weight, the same reps, or one step up: what a lifter on one road does next. */
  private static boolean isNext(SessionSets session, List<SessionSets> track, Loadable loadable) {
    SessionSets last = track.get(track.size() - 1);
    int before = last.workingWeight().orElseThrow();
    int now = session.workingWeight().orElseThrow();
    int reps = session.medianReps();
    boolean sameReps =
        track.stream()
            .skip(Math.max(0, track.size() - 3))
            .anyMatch(
                s -> bucket(s.medianReps()) == bucket(reps) || Math.abs(s.medianReps() - reps) < 2);
    boolean oneStep =
        now > before
            && (20L * (now - before) <= last.systemLoad()
                || now <= loadable.above(before).orElse(before) + Unit.SAME_LOAD_GRAMS);
    return Unit.sameLoad(before, now) || sameReps || oneStep;
  }

  /**
   * Tracks of the last sessions, due first: what followed on the last one before, else the oldest.
   */
  private static List<List<SessionSets>> live(List<List<SessionSets>> order) {
    List<List<SessionSets>> known = distinct(order);
    int window = known.size() + 2;
    List<List<SessionSets>> recent =
        order.subList(Math.max(0, order.size() - window), order.size());
    List<List<SessionSets>> live = distinct(recent);
    if (live.isEmpty()) {
      return live;
    }
    LocalDate newest = newest(live.get(live.size() - 1));
    live.removeIf(track -> newest(track).isBefore(newest.minusDays(STALE_DAYS)));
    if (live.size() > 1) {
      List<SessionSets> last = order.get(order.size() - 1);
      List<SessionSets> due = live.get(0);
      for (int i = order.size() - 2; i >= 0; i--) {
        if (order.get(i) == last) {
          due = order.get(i + 1);
          break;
        }
      }
      live.remove(due);
      live.add(0, due);
    }
    return live;
  }

  private static LocalDate newest(List<SessionSets> track) {
    return track.get(track.size() - 1).date();
  }

  /** Each once, the one trained longest ago first. */
  private static List<List<SessionSets>> distinct(List<List<SessionSets>> order) {
    List<List<SessionSets>> tracks = new ArrayList<>();
    for (List<SessionSets> track : order) {
      tracks.removeIf(known -> known == track);
      tracks.add(track);
    }
    return tracks;
  }

  /** 1–3, 4–6, 7–10, 11–15 and more reps. */
  static int bucket(int reps) {
    int bucket = 0;
    while (bucket < BUCKETS.length && reps > BUCKETS[bucket]) {
      bucket++;
    }
    return bucket;
  }
}
