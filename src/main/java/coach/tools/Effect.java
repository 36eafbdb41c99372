package coach.tools;

import coach.Caller;

/** What a tool does to the lifter's data; the scope it needs and its hints follow from it. */
public enum Effect {
  /** Changes nothing. */
  READ,
  /** Changes nothing until its flag {@code save} is sent. */
  SAVE,
  /** Adds or changes data; repeated with the same idempotency key it changes nothing more. */
  WRITE,
  /** Takes data away or replaces it; undoable, but worth a question first. */
  DESTROY;

  /** The scope without which a tool is not even listed. */
  public String scope() {
    return this == READ || this == SAVE ? Caller.READ : Caller.WRITE;
  }

  public boolean readOnly() {
    return this == READ;
  }
}
