package coach.pages;

import coach.accounts.Accounts;
import coach.accounts.Session;

/** Sends an app away; nothing to look at. */
record DisconnectPage(Accounts accounts) implements SignedInPage {
  @Override
  public boolean shows() {
    return false;
  }

  @Override
  public boolean takesForms() {
    return true;
  }

  @Override
  public PageResponse show(Visit visit, Session session) {
    return Failures.notTaken();
  }

  @Override
  public PageResponse submit(Visit visit, Session session) {
    accounts.disconnect(session, visit.form().get("client"));
    return PageResponse.see("/account?done=app");
  }
}
