package coach.tools.progress;

import coach.tools.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Pages that clients show beside an answer; each is one file that needs nothing else. */
public final class ChartView {
  static final String PROGRESS_CHART = "ui://coach/progress-chart.html";

  private static final String PROGRESS_CHART_PAGE = page("/views/progress-chart.html");

  private ChartView() {}

  public static Resource progressChart() {
    return new Resource(
            PROGRESS_CHART,
            "progress_chart_view",
            "Progress chart",
            "The page on which clients with views show show_progress_chart; it holds no data itself.",
            Resource.VIEW_TYPE,
            false,
            reading -> PROGRESS_CHART_PAGE)
        .forPeople(0.1);
  }

  private static String page(String path) {
    try (InputStream page = ChartView.class.getResourceAsStream(path)) {
      return new String(page.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
