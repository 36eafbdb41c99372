package coach.pages;

/** Ends the browser's session; nothing to look at. */
final class SignOutPage implements Page {
  private final Site site;

  SignOutPage(Site site) {
    this.site = site;
  }

  @Override
  public boolean shows() {
    return false;
  }

  @Override
  public boolean takesForms() {
    return true;
  }

  @Override
  public Reply show(Visit visit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Reply submit(Visit visit) {
    visit.session().ifPresent(site.sessions()::end);
    return gone(site, "/");
  }

  /** Sends a browser on that is nobody's from now on. */
  static Reply gone(Site site, String next) {
    return Reply.see(next).cookie(site.cookies().clear(Cookies.SESSION));
  }
}
