package coach.auth;

import jakarta.servlet.http.HttpServlet;
import java.util.Map;

/**
 * Who is let in over HTTP, and everything that it takes to be.
 *
 * @param tokens says whose a token is
 * @param routes the servlets by the address that each serves
 */
public record FrontDoor(
    Addresses addresses, TokenVerifier tokens, Map<String, HttpServlet> routes) {}
