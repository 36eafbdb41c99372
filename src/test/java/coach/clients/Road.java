package coach.clients;

import java.util.List;

/** A client together with the way it takes to coach. */
interface Road {
  /** Looks at everything on offer and asks every question. */
  Visit visit(List<Question> questions) throws Exception;

  /** Whether it ends up in the era of requests that describe themselves. */
  boolean modern();

  /** Whether this client has a way to ask this. */
  default boolean knows(Question question) {
    return true;
  }
}
