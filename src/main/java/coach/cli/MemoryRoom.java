package coach.cli;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Optional;
import java.util.function.Consumer;

/** Whether Java fits the machine or container, which otherwise kills it without a word. */
final class MemoryRoom {
  private static final long MEGABYTE = 1 << 20;

  /** What coach's classes take where Java has no limit for them: the image's own limit. */
  private static final long CLASSES = 80 * MEGABYTE;

  private static final long LATER_MILLIS = 10_000;

  private MemoryRoom() {}

  /**
   * Tells what to do where this Java may take more than there is, but not before it has answered.
   */
  static void warn(Consumer<String> told) {
    Thread later =
        new Thread(
            () -> {
              try {
                // To ask, Java starts its management, which takes a fifth of a start.
                Thread.sleep(LATER_MILLIS);
                warning().ifPresent(told);
              } catch (InterruptedException ended) {
                // Nobody is left to tell.
              }
            },
            "coach-memory");
    later.setDaemon(true);
    later.start();
  }

  static Optional<String> warning() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean machine
        ? warning(machine.getTotalMemorySize(), Runtime.getRuntime().maxMemory(), code())
        : Optional.empty();
  }

  /**
   * The same for given sizes, in bytes.
   *
   * @param machine what the machine or its container has
   * @param heap the most that objects may take
   * @param code the most that compiled code may take
   */
  static Optional<String> warning(long machine, long heap, long code) {
    return heap + code + CLASSES <= machine
        ? Optional.empty()
        : Optional.of(
            "Java may take %d MB for its heap, %d MB for compiled code and %d MB for classes, but this machine or container has %d MB and may end coach without a word. Start it with JDK_JAVA_OPTIONS=\"-XX:+UseSerialGC -Xmx88m -Xss512k -XX:ReservedCodeCacheSize=32m -XX:MaxMetaspaceSize=80m\", which fits 256 MB."
                .formatted(
                    heap / MEGABYTE, code / MEGABYTE, CLASSES / MEGABYTE, machine / MEGABYTE));
  }

  private static long code() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.NON_HEAP && pool.getName().startsWith("Code"))
        .map(MemoryPoolMXBean::getUsage)
        .mapToLong(usage -> Math.max(0, usage.getMax()))
        .sum();
  }
}
