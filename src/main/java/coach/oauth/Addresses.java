package coach.oauth;

import coach.net.Loopback;
import coach.net.WebAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Under which addresses this server is known. On this machine alone it has several names, and what
 * a client was told under one of them is good under all.
 *
 * @param base the public address, without a trailing slash
 */
public record Addresses(URI base) {
  static final String PATH = "/mcp";
  static final String RESOURCE_METADATA = "/.well-known/oauth-protected-resource";

  /** Who issues our tokens. */
  public String issuer() {
    return base.toString();
  }

  /** What our tokens are for: the canonical address of the protocol (RFC 8707). */
  public String resource() {
    return base + PATH;
  }

  /** Every address that means this server. */
  List<String> resources() {
    return isLoopback()
        ? WebAddress.OWN_NAMES.stream().map(this::at).toList()
        : List.of(resource());
  }

  /** The resource's address as a client typed it that sent this host: it must read that. */
  public String resourceAt(String host) {
    String name = host == null ? "" : host.toLowerCase(Locale.ROOT);
    return isLoopback() && WebAddress.OWN_NAMES.contains(name) ? at(name) : resource();
  }

  /** The address of this server that a client means by {@code resource}; empty for another's. */
  Optional<String> meant(String resource) {
    // What clients add when they join addresses carelessly, and nothing else.
    String bare = resource.endsWith("/") ? resource.substring(0, resource.length() - 1) : resource;
    return resources().stream().filter(bare::equalsIgnoreCase).findFirst();
  }

  /** Where the resource's metadata is, for a client that asked under this host. */
  public String resourceMetadataAt(String host) {
    String resource = resourceAt(host);
    String origin = resource.substring(0, resource.length() - PATH.length());
    return origin + RESOURCE_METADATA + PATH;
  }

  boolean isLoopback() {
    return Loopback.is(base);
  }

  private String at(String host) {
    String port = base.getPort() < 0 ? "" : ":" + base.getPort();
    return base.getScheme() + "://" + host + port + PATH;
  }
}
