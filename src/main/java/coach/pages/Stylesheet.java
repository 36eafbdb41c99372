package coach.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The one sheet of all pages; it holds no user's data, so browsers may keep it for a while. */
final class Stylesheet implements Page {
  private final byte[] css;

  Stylesheet() {
    try (InputStream file = Stylesheet.class.getResourceAsStream("/pages/style.css")) {
      css = file.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public PageResponse show(Visit visit) {
    return PageResponse.of(200, "text/css; charset=utf-8", out -> out.write(css))
        .with("Cache-Control", "public, max-age=600");
  }
}
