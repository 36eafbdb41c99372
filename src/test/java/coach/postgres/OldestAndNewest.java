package coach.postgres;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * Runs on the oldest server and the newest, between which a difference shows: what is cheaper runs
 * on all of {@link TestServer}, and so does this with {@code -Dtest.jvm.args=-Dcoach.servers=all}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ArgumentsSource(OldestAndNewest.Servers.class)
public @interface OldestAndNewest {
  /** What runs are given. */
  final class Servers implements ArgumentsProvider {
    @Override
    public Stream<Arguments> provideArguments(
        ParameterDeclarations parameters, ExtensionContext context) {
      boolean all = "all".equals(System.getProperty("coach.servers"));
      return Stream.of(TestServer.values())
          .filter(server -> all || server != TestServer.POSTGRES_17)
          .map(Arguments::of);
    }
  }
}
