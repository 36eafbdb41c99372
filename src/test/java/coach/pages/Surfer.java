package coach.pages;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser without a screen: it keeps cookies, sends forms with what was hidden in them. */
public final class Surfer {
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"");

  private final CookieManager cookies;
  private final HttpClient client;
  private final URI site;
  private String address;
  public HttpResponse<String> last;

  public Surfer(URI site) {
    this(site, new CookieManager(null, CookiePolicy.ACCEPT_ALL));
  }

  /** The same browser at another address of the same server. */
  Surfer(URI site, Surfer same) {
    this(site, same.cookies);
  }

  private Surfer(URI site, CookieManager cookies) {
    this.site = site;
    this.cookies = cookies;
    client = HttpClient.newBuilder().cookieHandler(cookies).build();
  }

  /** From now on as if from this address, as the proxy of the site names it. */
  public Surfer from(String other) {
    address = other;
    return this;
  }

  public HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(site.resolve(path)).timeout(Duration.ofSeconds(90));
    return address == null ? request : request.header("Client-Address", address);
  }

  public HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    last = client.send(request, BodyHandlers.ofString());
    return last;
  }

  /** Sends it beside others; the answer's status. */
  public CompletableFuture<Integer> later(HttpRequest request) {
    return client.sendAsync(request, BodyHandlers.discarding()).thenApply(HttpResponse::statusCode);
  }

  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).build());
  }

  /** Sends exactly these fields. */
  HttpResponse<String> post(String path, Map<String, String> fields)
      throws IOException, InterruptedException {
    return send(posting(path, fields).build());
  }

  public HttpRequest.Builder posting(String path, Map<String, String> fields) {
    return request(path)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(encode(fields)));
  }

  /** Sends the form of the last page that leads to the path, with these fields filled in. */
  public HttpResponse<String> fill(String path, String... fields)
      throws IOException, InterruptedException {
    Map<String, String> all = hidden(path);
    for (int index = 0; index < fields.length; index += 2) {
      all.put(fields[index], fields[index + 1]);
    }
    return post(path, all);
  }

  /** The hidden fields of the last page's form. */
  public Map<String, String> hidden(String path) {
    String page = last.body();
    int start = page.indexOf("action=\"" + path + "\"");
    if (start < 0) {
      throw new AssertionError("no form leads to " + path + " in " + page);
    }
    Matcher hidden = HIDDEN.matcher(page.substring(start, page.indexOf("</form>", start)));
    Map<String, String> fields = new LinkedHashMap<>();
    while (hidden.find()) {
      fields.put(hidden.group(1), decode(hidden.group(2)));
    }
    return fields;
  }

  /** What an attribute's encoded text says. */
  public static String decode(String text) {
    return text.replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
  }

  public static String encode(Map<String, String> fields) {
    StringJoiner joined = new StringJoiner("&");
    fields.forEach(
        (name, value) ->
            joined.add(
                URLEncoder.encode(name, StandardCharsets.UTF_8)
                    + "="
                    + URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return joined.toString();
  }

  /** What a cookie holds, or an empty text. */
  String cookie(String name) {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals(name))
        .map(HttpCookie::getValue)
        .findFirst()
        .orElse("");
  }

  public String location() {
    return last.headers().firstValue("Location").orElse("");
  }
}
