package coach.pages;

import java.io.IOException;

/** One address in a browser: what it shows. */
interface Page {
  PageResponse show(Visit visit) throws IOException;

  /** One that takes a form as well. */
  interface WithForm extends Page {
    /** Called only with a form that this browser got from us. */
    PageResponse submit(Visit visit) throws IOException;
  }

  /** One that only takes forms; nothing to look at. */
  interface FormOnly extends WithForm {
    @Override
    default PageResponse show(Visit visit) {
      return Failures.notTaken();
    }
  }
}
