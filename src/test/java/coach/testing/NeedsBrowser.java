package coach.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/** On tests of what people see: skipped where no browser is installed, except in CI. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(
    value = "coach.testing.Browser#mustOpen",
    disabledReason = "Chromium and chromedriver are not installed; bin/check in CI installs them.")
public @interface NeedsBrowser {}
