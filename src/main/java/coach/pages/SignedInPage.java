package coach.pages;

import coach.accounts.Session;
import java.io.IOException;

/** A page that is about the person who looks at it; others are sent to sign in first. */
interface SignedInPage extends Page {
  PageResponse show(Visit visit, Session session) throws IOException;

  @Override
  default PageResponse show(Visit visit) throws IOException {
    return visit.session().isPresent()
        ? show(visit, visit.session().get())
        : PageResponse.see(Next.afterSignIn(visit.target()));
  }

  /** One that takes a form as well. */
  interface WithForm extends SignedInPage, Page.WithForm {
    PageResponse submit(Visit visit, Session session) throws IOException;

    @Override
    default PageResponse submit(Visit visit) throws IOException {
      return visit.session().isPresent()
          ? submit(visit, visit.session().get())
          : PageResponse.see(Next.afterSignIn("/account"));
    }
  }
}
