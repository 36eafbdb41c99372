package coach.training;

import static coach.training.TrainingLog.day;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.training.Trend.Data;
import coach.training.Trend.Direction;
import coach.training.Trend.Point;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrendTest {
  private static final LocalDate START = day("2026-01-05");

  private static List<Point> series(int count, int daysApart, IntToDoubleFunction value) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Point(START.plusDays((long) i * daysApart), value.applyAsDouble(i)))
        .toList();
  }

  @Test
  void aWorkedExample() {
    // Days 0, 7, 14, 21 with 100, 102, 101, 105: slope 1.4 a week, R² = 9.8 / 14.
    double[] values = {100, 102, 101, 105};
    Trend trend = Trend.of(series(4, 7, i -> values[i]));
    assertEquals(1.4, trend.slopePerWeek(), 1e-9);
    assertEquals(0.7, trend.rSquared(), 1e-9);
    assertEquals(Math.sqrt(4.2 / 2 / 5), trend.slopeErrorPerWeek(), 1e-9);
    assertEquals(102, trend.mean(), 1e-9);
    assertEquals(100 * 1.4 / 102, trend.percentPerWeek(), 1e-9);
    assertEquals(4, trend.count());
    assertEquals(21, trend.spanDays());
  }

  @ParameterizedTest
  @CsvSource({
    "3,21,LITTLE",
    "4,6,LITTLE",
    "4,7,SOME",
    "7,7,SOME",
    "8,7,PLENTY",
    "8,2,LITTLE",
    "8,3,SOME",
    "20,1,LITTLE",
    "43,1,PLENTY"
  })
  void underFourValuesOrTwentyOneDaysIsLittle(int count, int apart, Data data) {
    Trend trend = Trend.of(series(count, apart, i -> 100 + i));
    assertEquals(data, trend.data());
    assertEquals(data == Data.LITTLE ? Direction.UNCLEAR : Direction.RISING, trend.direction());
  }

  @Test
  void exactlyTwentyOneDaysAreEnough() {
    List<Point> points = new ArrayList<>(series(3, 5, i -> 100));
    points.add(new Point(START.plusDays(20), 100));
    assertEquals(Data.LITTLE, Trend.of(points).data());
    points.set(3, new Point(START.plusDays(21), 100));
    assertEquals(Data.SOME, Trend.of(points).data());
  }

  @Test
  void aSteadyPlateauIsFlat() {
    Trend trend = Trend.of(series(10, 7, i -> 112_500.0));
    assertEquals(0, trend.slopePerWeek());
    assertEquals(0, trend.rSquared());
    assertEquals(Direction.FLAT, trend.direction());
  }

  @Test
  void noiseMakesTheDirectionUnclear() {
    Trend mild = Trend.of(series(10, 7, i -> 100 + (i % 2 == 0 ? 0.3 : -0.3)));
    Trend wild = Trend.of(series(10, 7, i -> 100 + (i % 2 == 0 ? 30 : -30)));
    assertEquals(Direction.FLAT, mild.direction());
    assertEquals(Direction.UNCLEAR, wild.direction());
  }

  @Test
  void anyStraightLineIsFoundWhateverTheOrder() {
    Random random = new Random(4);
    for (int round = 0; round < 500; round++) {
      double perDay = random.nextGaussian() * 100;
      double base = 50_000 + random.nextInt(200_000);
      List<Point> points =
          new ArrayList<>(series(2 + random.nextInt(50), 1 + random.nextInt(9), i -> 0));
      points.replaceAll(
          p -> new Point(p.date(), base + perDay * (p.date().toEpochDay() - START.toEpochDay())));
      Collections.shuffle(points, random);
      Trend trend = Trend.of(points);
      assertEquals(7 * perDay, trend.slopePerWeek(), 1e-4);
      assertEquals(1, trend.rSquared(), 1e-6);
    }
  }

  @Test
  void rSquaredStaysBetweenZeroAndOne() {
    Random random = new Random(5);
    for (int round = 0; round < 500; round++) {
      int count = random.nextInt(30);
      Trend trend = Trend.of(series(count, random.nextInt(4), i -> random.nextInt(1000)));
      assertTrue(trend.rSquared() >= 0 && trend.rSquared() <= 1);
      assertTrue(Double.isFinite(trend.slopePerWeek()) && trend.slopeErrorPerWeek() >= 0);
    }
  }

  @Test
  void noValuesOneValueAndOneDayHaveNoSlope() {
    for (List<Point> points :
        List.of(List.<Point>of(), series(1, 1, i -> 7), series(9, 0, i -> i))) {
      assertEquals(0, Trend.of(points).slopePerWeek());
      assertEquals(Direction.UNCLEAR, Trend.of(points).direction());
    }
    assertEquals(7, Trend.of(series(1, 1, i -> 7)).mean());
  }

  @Test
  void allZerosClaimNothing() {
    Trend trend = Trend.of(series(10, 7, i -> 0));
    assertEquals(Direction.FLAT, trend.direction());
    assertEquals(0, trend.percentPerWeek());
  }

  @Test
  void undefinedValuesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Point(START, Double.NaN));
  }
}
