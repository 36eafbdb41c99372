package coach.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which duties of the standards a test proves, by their ids in {@code
 * src/test/resources/duties}; {@code docs/security.md} lists them.
 */
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
public @interface Proves {
  /** Such as {@code rfc7636-4.6-2}. */
  String[] value();
}
