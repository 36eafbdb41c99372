package coach.pages;

import coach.accounts.Session;
import java.io.IOException;

/** A page that is about the person who looks at it; others are sent to sign in first. */
interface SignedInPage extends Page {
  Reply show(Visit visit, Session session) throws IOException;

  default Reply submit(Visit visit, Session session) throws IOException {
    throw new UnsupportedOperationException();
  }

  @Override
  default Reply show(Visit visit) throws IOException {
    return visit.session().isPresent()
        ? show(visit, visit.session().get())
        : Reply.see(Next.afterSignIn(visit.target()));
  }

  @Override
  default Reply submit(Visit visit) throws IOException {
    return visit.session().isPresent()
        ? submit(visit, visit.session().get())
        : Reply.see(Next.afterSignIn("/account"));
  }
}
