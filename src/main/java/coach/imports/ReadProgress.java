package coach.imports;

/** Told about every quarter of a megabyte read, so that a long import can show a bar. */
@FunctionalInterface
public interface ReadProgress {
  ReadProgress NONE = (read, total) -> {};

  /**
   * @param bytesRead so far
   * @param bytesTotal −1 when unknown
   */
  void at(long bytesRead, long bytesTotal);
}
