package coach;

import java.util.function.Supplier;

/** A value that is made when it is first asked for, by one thread, because no start should wait. */
public final class Lazy<T> implements Supplier<T> {
  private final Supplier<T> source;
  private T value;

  /** The source never gives null. */
  public Lazy(Supplier<T> source) {
    this.source = source;
  }

  @Override
  public synchronized T get() {
    if (value == null) {
      value = source.get();
    }
    return value;
  }
}
