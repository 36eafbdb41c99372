package coach.tools;

import coach.Caller;

/** What a tool does to the lifter's data; the scope it needs and its hints follow from it. */
public enum Effect {
  /** Changes nothing. */
  READ(Caller.READ, true, false, true),
  /** Adds or changes data; repeated with the same idempotency key it changes nothing more. */
  WRITE(Caller.WRITE, false, false, false),
  /** Takes data away or replaces it; undoable, but worth a question first. */
  DESTROY(Caller.WRITE, false, true, false);

  private final String scope;
  private final boolean readOnly;
  private final boolean destructive;
  private final boolean idempotent;

  Effect(String scope, boolean readOnly, boolean destructive, boolean idempotent) {
    this.scope = scope;
    this.readOnly = readOnly;
    this.destructive = destructive;
    this.idempotent = idempotent;
  }

  public String scope() {
    return scope;
  }

  public boolean readOnly() {
    return readOnly;
  }

  public boolean destructive() {
    return destructive;
  }

  public boolean idempotent() {
    return idempotent;
  }
}
