package coach.demo;

import coach.training.Deload;
import coach.training.Unit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * The lifter through the year: takes a little more when the last time allowed it, stays when it did
 * not, and does as many repetitions as their strength of that day allows.
 */
final class Athlete {
  /** One repetition more or less is about this share of the load. */
  private static final double PER_REP = 0.028;

  /** How much more is left in each earlier set, in repetitions. */
  private static final double FATIGUE = 0.5;

  private static final double DAILY_SPREAD = 0.008;

  private final Map<Lift, Integer> weights = new EnumMap<>(Lift.class);
  private final Map<Lift, Integer> last = new EnumMap<>(Lift.class);
  private final Set<Lift> resumed = EnumSet.noneOf(Lift.class);

  /**
   * The work sets of one exercise on one day.
   *
   * @param grams the load; the help of a machine for {@link Lift.Kind#ASSISTED}
   * @param reps of each set
   * @param reserve repetitions left after each set; negative where the target was missed
   */
  record Effort(Lift lift, int grams, List<Integer> reps, List<Double> reserve) {}

  /** What the lifter does of this line on this day, and remembers for the next time. */
  Effort train(DemoPlan.Line line, Slot slot, Random random) {
    Effort effort = effort(line.lift().asTrained(slot.week()), line, slot, random);
    last.put(effort.lift(), effort.grams());
    return effort;
  }

  private Effort effort(Lift lift, DemoPlan.Line line, Slot slot, Random random) {
    if (slot.how() == Story.Day.DELOAD) {
      return deload(lift, line, slot);
    }
    if (lift == Lift.BENCH && slot.week() <= Story.PLATEAU_SINCE) {
      return stuck(slot);
    }
    double form = Story.form(slot.week()) * (1 + DAILY_SPREAD * random.nextGaussian());
    return switch (lift.kind()) {
      case BODY -> bodyWeight(lift, line, slot, form);
      case ASSISTED -> assisted(lift, line, slot, form);
      default -> loaded(lift, line, slot, form);
    };
  }

  /** What the app writes beforehand for a day: everything planned, one step heavier already. */
  Effort prepare(DemoPlan.Line line, Slot slot) {
    Lift lift = line.lift().asTrained(slot.week());
    List<Integer> reps = Collections.nCopies(line.sets(), line.reps());
    return new Effort(lift, last.getOrDefault(lift, 0) + line.step(), reps, List.of());
  }

  private Effort loaded(Lift lift, DemoPlan.Line line, Slot slot, double form) {
    int grams = inThisGym(lift, planned(lift, slot), slot);
    double strength = 1000 * lift.growth(slot.week()) * form;
    double own = lift.kind() == Lift.Kind.ADDED ? slot.bodyWeight() : 0;
    double left = (strength - grams) / (own + grams) / PER_REP;
    Effort effort = effort(lift, line, grams, left);
    boolean reached = effort.reps().stream().allMatch(reps -> reps >= line.reps());
    if (reached && slot.unit() == Unit.KG && strength >= grams + 0.8 * line.step()) {
      weights.put(lift, grams + line.step());
    }
    return effort;
  }

  private static Effort effort(Lift lift, DemoPlan.Line line, int grams, double left) {
    // Nobody does more than asked on the big lifts; on the others a set may go on.
    int bonus = lift.kind() == Lift.Kind.MAIN ? 0 : 2;
    List<Integer> reps = new ArrayList<>();
    List<Double> reserve = new ArrayList<>();
    for (int set = 0; set < line.sets(); set++) {
      double more = left + FATIGUE * (line.sets() - 1 - set);
      int done = line.reps() + Math.max(-3, Math.min(bonus, (int) Math.floor(more)));
      reps.add(Math.max(1, done));
      reserve.add(more);
    }
    return new Effort(lift, grams, reps, reserve);
  }

  private static Effort bodyWeight(Lift lift, DemoPlan.Line line, Slot slot, double form) {
    double first = lift.growth(slot.week()) * form;
    List<Integer> reps = new ArrayList<>();
    for (int set = 0; set < line.sets(); set++) {
      reps.add((int) Math.max(1, Math.round(first - 0.7 * set)));
    }
    return new Effort(lift, 0, reps, List.of());
  }

  private static Effort assisted(Lift lift, DemoPlan.Line line, Slot slot, double form) {
    int needed = (int) (1000 * lift.growth(slot.week()) / form);
    int help = (needed + line.step() / 2) / line.step() * line.step();
    double left = (double) (help - needed) / (slot.bodyWeight() - help) / PER_REP + 0.3;
    return effort(lift, line, Math.max(line.step(), help), left);
  }

  /** Half the sets and less, at the same weight. */
  private Effort deload(Lift lift, DemoPlan.Line line, Slot slot) {
    int sets = Deload.setsToKeep(line.sets());
    int reps = Math.min(line.reps(), (int) Math.round(bodyLimit(lift, slot)));
    return new Effort(lift, planned(lift, slot), Collections.nCopies(sets, reps), List.of());
  }

  private static double bodyLimit(Lift lift, Slot slot) {
    return lift.kind() == Lift.Kind.BODY ? lift.growth(slot.week()) - 1 : Integer.MAX_VALUE;
  }

  private static Effort stuck(Slot slot) {
    int index = 2 * (Story.PLATEAU_SINCE - slot.week()) + slot.number() / 2;
    Story.Bench bench = Story.PLATEAU.get(index);
    List<Double> reserve =
        bench.reps().stream()
            .map(reps -> reps < 5 ? -0.5 : bench.kilograms() < 85 ? 1.5 : 0.5)
            .toList();
    return new Effort(Lift.BENCH, (int) (1000 * bench.kilograms()), bench.reps(), reserve);
  }

  /** The weight in kilograms' plates that the lifter has in mind. */
  private int planned(Lift lift, Slot slot) {
    if (lift.kind() == Lift.Kind.BODY) {
      return 0;
    }
    boolean resumes = slot.week() <= Story.BACK_FROM_LAYOFF && resumed.add(lift);
    if (!weights.containsKey(lift)) {
      weights.put(lift, Rack.atMost(lift, (int) (1000 * lift.growth(slot.week())), Unit.KG));
    } else if (resumes) {
      weights.put(lift, Rack.atMost(lift, weights.get(lift) * 9 / 10, Unit.KG));
    }
    return weights.get(lift);
  }

  private static int inThisGym(Lift lift, int grams, Slot slot) {
    return slot.unit() == Unit.KG ? grams : Rack.atMost(lift, grams, slot.unit());
  }
}
