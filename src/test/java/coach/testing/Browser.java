package coach.testing;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The machine's own Chromium without a window, with a profile that nobody has used. */
public final class Browser implements AutoCloseable {
  private static final List<String> PROGRAMS = List.of("chromium", "chromium-browser");
  private static final String DRIVER = "chromedriver";

  /** What keeps it quiet: no first-run page, no calls home, no shared memory of a container. */
  private static final List<String> FLAGS =
      List.of(
          "--headless",
          "--disable-gpu",
          "--disable-quic",
          "--disable-dev-shm-usage",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          // The driver hears only the page's own process: frames have to live in it as well.
          "--disable-site-isolation-trials",
          "--disable-features=IsolateSandboxedIframes,IsolateOrigins",
          "--hide-scrollbars",
          "--force-color-profile=srgb");

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(30);

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Opens one whose page area has this size in CSS pixels. */
  public static Browser open(int width, int height) {
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(program(List.of(DRIVER)).orElseThrow().toFile())
            .usingAnyFreePort()
            .build();
    Browser browser = new Browser(new ChromeDriver(service, options()));
    browser.resize(width, height);
    return browser;
  }

  private static ChromeOptions options() {
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(program(PROGRAMS).orElseThrow().toFile());
    options.addArguments(FLAGS);
    if (System.getProperty("user.name").equals("root")) {
      // Chromium's sandbox refuses to start for root, as whom containers build.
      options.addArguments("--no-sandbox");
    }
    options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
    return options;
  }

  private static Optional<Path> program(List<String> names) {
    return Stream.of(System.getenv("PATH").split(Pattern.quote(File.pathSeparator)))
        .flatMap(folder -> names.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Whether a test may ask for one: it is installed, or this is CI, where nothing is left out. */
  public static boolean mustOpen() {
    return "true".equals(System.getenv("CI"))
        || program(PROGRAMS).isPresent() && program(List.of(DRIVER)).isPresent();
  }

  /** For whatever has no method here. */
  public ChromeDriver driver() {
    return driver;
  }

  public void go(URI page) {
    driver.get(page.toString());
  }

  /** The first element of a CSS selector. */
  public WebElement find(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  /** All elements of a CSS selector, in the order of the page. */
  public List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  /** Runs the body of a function in the page and returns what it returns. */
  public Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** Waits until a script returns true, at most 20 seconds. */
  public void until(String script, Object... arguments) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!Boolean.TRUE.equals(run(script, arguments))) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not true within " + PATIENCE.toSeconds() + " s: " + script);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** Gives the page area a size in CSS pixels; phones are narrower than any window can be. */
  public void resize(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** What the machine prefers, as pages see it. */
  public void prefer(boolean dark, boolean reducedMotion) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"),
                Map.of(
                    "name",
                    "prefers-reduced-motion",
                    "value",
                    reducedMotion ? "reduce" : "no-preference"))));
  }

  /** Stores what is to be seen as a PNG. */
  public void screenshot(Path file) throws IOException {
    Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
  }

  /**
   * Warnings and errors of the console since the last look, breaches of a page's CSP among them.
   */
  public List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  /** As if nobody had used it: no cookie, no complaint, scripts and preferences as they were. */
  public void forget(int width, int height) {
    driver.get("about:blank");
    driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
    driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", false));
    prefer(false, false);
    resize(width, height);
    complaints();
  }

  /** Closes the window; the driver removes the profile that it made. */
  @Override
  public void close() {
    driver.quit();
  }
}
