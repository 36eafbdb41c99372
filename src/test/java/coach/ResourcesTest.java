package coach;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was opened is closed once, in reverse, however the process ends. */
class ResourcesTest {

  /** The program under test; its second argument says how it ends. */
  static final class Opener {
    public static void main(String[] arguments) throws Exception {
      Resources resources = new Resources();
      for (String name : List.of("database", "pool", "server")) {
        AutoCloseable resource =
            () -> {
              System.out.println("closed " + name);
              if (name.equals("pool")) {
                throw new IllegalStateException("the others must still be closed");
              }
            };
        resources.add(resource);
      }
      switch (arguments[0]) {
        case "close" -> resources.close();
        case "twice" -> {
          resources.close();
          resources.close();
        }
        default -> System.exit(3);
      }
    }
  }

  @Test
  void theLastOneOpenedIsClosedFirst() throws Exception {
    String closed = "closed server\nclosed pool\nclosed database\n";
    assertEquals(closed, opener("close").out());
    assertEquals(closed, opener("twice").out());
    Run told = opener("exit");
    assertEquals(closed, told.out());
    assertEquals(3, told.code());
  }

  private static Run opener(String ending) throws Exception {
    return Run.java(
        Map.of(), "-cp", System.getProperty("java.class.path"), Opener.class.getName(), ending);
  }
}
