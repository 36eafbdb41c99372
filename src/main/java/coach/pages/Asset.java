package coach.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** What pages are made of besides; it holds no user's data, so browsers may keep it for a while. */
final class Asset implements Page {
  private final byte[] bytes;
  private final String type;

  Asset(String name, String type) {
    this.type = type;
    try (InputStream file = Asset.class.getResourceAsStream("/pages/" + name)) {
      bytes = file.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public PageResponse show(Visit visit) {
    return PageResponse.of(200, type, out -> out.write(bytes))
        .with("Cache-Control", "public, max-age=600");
  }
}
