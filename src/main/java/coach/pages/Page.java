package coach.pages;

import java.io.IOException;

/** One address in a browser: what it shows, and what it does with its form. */
interface Page {
  PageResponse show(Visit visit) throws IOException;

  /** Called only with a form that this browser got from us. */
  default PageResponse submit(Visit visit) throws IOException {
    return Failures.notTaken();
  }

  /** Whether it takes forms. */
  default boolean takesForms() {
    return false;
  }

  /** Whether it answers a mere look; some addresses only take forms. */
  default boolean shows() {
    return true;
  }
}
