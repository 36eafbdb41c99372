package coach;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.CoreConstants;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.NopStatusListener;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/**
 * Sends the log to standard error, one line per event, because standard output is the protocol; the
 * logging library finds it through its service file.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_TOP_PRIORITY)
public final class Logging extends ContextAwareBase implements Configurator {
  /**
   * System property that makes WARN the default, for commands that answer a person on a terminal;
   * set before anything is logged.
   */
  public static final String QUIET = "coach.quiet";

  private static final String PATTERN = "%at %-5level %logger{0} %shown%n%trace";

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    // Without a listener the library prints its own warnings to standard output.
    context.getStatusManager().add(new NopStatusListener());

    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(context);
    console.setName("stderr");
    console.setTarget("System.err");
    console.setEncoder(encoder(context));
    console.start();

    Level level = level(System.getenv("LOG_LEVEL"));
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    // Libraries speak only when someone should look.
    root.setLevel(level.isGreaterOrEqual(Level.WARN) ? level : Level.WARN);
    root.addAppender(console);
    // It tells programmers to add a dependency, where we tell people what to do.
    context.getLogger("io.zonky").setLevel(Level.OFF);
    context.getLogger("coach").setLevel(level);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /** Java's own formatter loads a calendar of every language before its first date. */
  private static final class At extends ClassicConverter {
    @Override
    public String convert(ILoggingEvent event) {
      long millis = event.getTimeStamp();
      LocalDateTime at = LocalDateTime.ofEpochSecond(millis / 1000, 0, ZoneOffset.UTC);
      return "%sT%02d:%02d:%02d.%03dZ"
          .formatted(at.toLocalDate(), at.getHour(), at.getMinute(), at.getSecond(), millis % 1000);
    }
  }

  /** A line break inside a message would let a caller write log lines of their own. */
  private static final class OneLine extends MessageConverter {
    @Override
    public String convert(ILoggingEvent event) {
      return Shown.line(super.convert(event));
    }
  }

  private static Encoder<ILoggingEvent> encoder(LoggerContext context) {
    PatternLayout layout = new PatternLayout();
    layout.setContext(context);
    layout.getInstanceConverterMap().put("at", At::new);
    layout.getInstanceConverterMap().put("trace", TraceWithoutValues::new);
    layout.getInstanceConverterMap().put("shown", OneLine::new);
    layout.setPattern(PATTERN);
    layout.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setLayout(layout);
    encoder.start();
    return encoder;
  }

  /**
   * An unusable level is reported together with the other settings; until then the default holds.
   */
  private static Level level(String text) {
    Level fallback = Boolean.getBoolean(QUIET) ? Level.WARN : Level.INFO;
    return Level.toLevel(text == null ? "" : text.strip(), fallback);
  }

  /**
   * Prints traces without the messages of those exceptions that quote what they were given: a
   * lifter's data. Files, addresses and our own words stay.
   */
  private static final class TraceWithoutValues extends ThrowableProxyConverter {
    private static final Pattern SAFE =
        Pattern.compile(
            "coach\\..*|java\\.(nio|net)\\..*|java\\.io\\.(?!Unchecked).*|java\\.lang\\.IllegalStateException");

    @Override
    protected String throwableProxyToString(IThrowableProxy thrown) {
      StringBuilder trace = new StringBuilder();
      for (IThrowableProxy one = thrown; one != null && !one.isCyclic(); one = one.getCause()) {
        trace.append(one == thrown ? "" : "Caused by: ").append(head(one));
        trace.append(CoreConstants.LINE_SEPARATOR);
        StackTraceElementProxy[] frames = one.getStackTraceElementProxyArray();
        for (int frame = 0; frame < frames.length - one.getCommonFrames(); frame++) {
          trace.append('\t').append(frames[frame]).append(CoreConstants.LINE_SEPARATOR);
        }
      }
      return trace.toString();
    }

    private static String head(IThrowableProxy thrown) {
      String name = thrown.getClassName();
      if (((ThrowableProxy) thrown).getThrowable() instanceof SQLException sql) {
        return name + ": SQLSTATE " + sql.getSQLState();
      }
      boolean told = thrown.getMessage() != null && SAFE.matcher(name).matches();
      return told ? name + ": " + Shown.line(thrown.getMessage()) : name;
    }
  }
}
