package coach.tools;

import coach.Lazy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The pages that clients show beside an answer: each is one file that needs nothing else. */
public final class ViewPage {
  private ViewPage() {}

  /** Where clients find the page of this name. */
  public static String address(String name) {
    return "ui://coach/" + name + ".html";
  }

  /**
   * The page of this name, with what all pages share put into it.
   *
   * @param title a few words for people
   * @param shown the tools whose answers it shows
   */
  public static Resource named(String name, String title, String shown) {
    Lazy<String> page = new Lazy<>(() -> page(name));
    return new Resource(
            address(name),
            name.replace('-', '_') + "_view",
            title,
            "The page on which clients with views show %s; it holds no data itself."
                .formatted(shown),
            Resource.VIEW_TYPE,
            false,
            reading -> page.get())
        .forPeople(0.1);
  }

  private static String page(String name) {
    return file(name + ".html")
        .replace("/* shared.css */", file("shared.css"))
        .replace("/* shared.js */", file("shared.js"));
  }

  private static String file(String name) {
    try (InputStream file = ViewPage.class.getResourceAsStream("/views/" + name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
