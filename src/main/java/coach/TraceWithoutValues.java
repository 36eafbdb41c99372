package coach;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.CoreConstants;
import java.sql.SQLException;
import java.util.regex.Pattern;

/**
 * Prints traces without the messages of those exceptions that quote what they were given: a
 * lifter's data. Files, addresses and our own words stay.
 */
public final class TraceWithoutValues extends ThrowableProxyConverter {
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
