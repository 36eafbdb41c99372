package coach.cli;

import coach.net.OutgoingHttp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a coach on this machine measures, as it tells monitors.
 *
 * @param samples by name and labels, as the page writes them
 */
record MetricsPage(Map<String, Double> samples) {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** The page of the coach on this machine that has this port, where one answers. */
  static Optional<MetricsPage> read(int port) {
    if (port == 0) {
      return Optional.empty();
    }
    URI address = URI.create("http://127.0.0.1:%d/metrics".formatted(port));
    try {
      HttpResponse<byte[]> answer =
          new OutgoingHttp(PATIENCE).send(HttpRequest.newBuilder(address).build(), PATIENCE);
      return answer.statusCode() == 200
          ? Optional.of(parse(new String(answer.body(), StandardCharsets.UTF_8)))
          : Optional.empty();
    } catch (IOException | NumberFormatException silent) {
      return Optional.empty();
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  static MetricsPage parse(String page) {
    return new MetricsPage(
        page.lines()
            .filter(line -> line.startsWith("coach_"))
            .collect(
                Collectors.toMap(
                    line -> line.substring(0, line.lastIndexOf(' ')),
                    line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))));
  }

  /** All samples of a name, whatever their labels, together. */
  double sum(String name) {
    return samples.entrySet().stream()
        .filter(sample -> sample.getKey().replaceAll("\\{.*", "").equals(name))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  /** The largest sample of a name; nothing where there is none. */
  Optional<Double> most(String name) {
    return samples.entrySet().stream()
        .filter(sample -> sample.getKey().replaceAll("\\{.*", "").equals(name))
        .map(Map.Entry::getValue)
        .max(Double::compare);
  }

  /**
   * The bound in seconds that 95 of 100 values of a histogram stay under, over all its labels;
   * nothing before the first value.
   */
  Optional<Double> p95(String histogram) {
    Map<Double, Double> atMost = new TreeMap<>();
    samples.forEach(
        (name, value) -> {
          if (name.startsWith(histogram + "_bucket{")) {
            String bound = name.replaceAll(".*le=\"([^\"]*)\".*", "$1").replace("+Inf", "Infinity");
            atMost.merge(Double.parseDouble(bound), value, Double::sum);
          }
        });
    double all = sum(histogram + "_count");
    return atMost.entrySet().stream()
        .filter(bucket -> all > 0 && bucket.getValue() >= 0.95 * all)
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
