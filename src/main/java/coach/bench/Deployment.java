package coach.bench;

import coach.net.Loopback;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One coach to be asked.
 *
 * @param name how the tables call it
 * @param url where clients connect
 * @param token empty where it lets in who comes; never shown
 */
public record Deployment(String name, URI url, String token) {
  private static final Pattern NAMED = Pattern.compile("([\\w .+-]{1,40})=(https?://.*)");
  private static final String MCP = "/mcp";

  /**
   * Reads {@code NAME=URL} or a mere address, of the server or of its {@code /mcp}.
   *
   * @throws IllegalArgumentException with the fault, as the end of a sentence
   */
  public static Deployment read(String word, String token) {
    Matcher named = NAMED.matcher(word);
    String address = named.matches() ? named.group(2) : word;
    URI url = address(address);
    if (!token.matches("[!-~]*")) {
      throw new IllegalArgumentException("a token has characters that no token has");
    }
    if (!token.isEmpty() && "http".equals(url.getScheme()) && !Loopback.is(url)) {
      throw new IllegalArgumentException(
          "\"%s\" would carry your token over plain http; use https".formatted(address));
    }
    return new Deployment(named.matches() ? named.group(1) : url.getAuthority(), url, token);
  }

  private static URI address(String text) {
    try {
      URI url = URI.create(text);
      boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
      if (web && url.getHost() != null && url.getRawUserInfo() == null && url.getQuery() == null) {
        String path = url.getPath().replaceAll("/+$", "");
        return url.resolve(path.endsWith(MCP) ? path : path + MCP);
      }
    } catch (IllegalArgumentException notAnAddress) {
      // Falls through to the same sentence as an address of another kind.
    }
    throw new IllegalArgumentException(
        "\"%s\" is no address such as https://coach.example.com".formatted(text));
  }

  /** Where it answers without sign-in and without its database. */
  URI health() {
    String url = this.url.toString();
    return URI.create(url.substring(0, url.length() - MCP.length()) + "/health");
  }

  /** Without the token. */
  @Override
  public String toString() {
    return name + " " + url;
  }
}
