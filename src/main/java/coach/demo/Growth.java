package coach.demo;

import java.util.Map;
import java.util.TreeMap;

/** A quantity that changes over the year in straight lines between known points. */
final class Growth {
  private final TreeMap<Integer, Double> points = new TreeMap<>();

  private Growth() {}

  /**
   * @param points pairs of weeks ago and value, in any order
   */
  static Growth of(double... points) {
    Growth growth = new Growth();
    for (int index = 0; index < points.length; index += 2) {
      growth.points.put((int) points[index], points[index + 1]);
    }
    return growth;
  }

  /** The value so many weeks ago; before the first point and after the last it stays. */
  double at(int weeksAgo) {
    Map.Entry<Integer, Double> later = points.floorEntry(weeksAgo);
    Map.Entry<Integer, Double> earlier = points.ceilingEntry(weeksAgo);
    if (later == null || earlier == null) {
      return (later == null ? earlier : later).getValue();
    }
    int span = earlier.getKey() - later.getKey();
    double share = span == 0 ? 0 : (double) (earlier.getKey() - weeksAgo) / span;
    return earlier.getValue() + share * (later.getValue() - earlier.getValue());
  }
}
