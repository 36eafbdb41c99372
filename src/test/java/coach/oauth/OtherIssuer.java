package coach.oauth;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A server of another kind that signs people in, with its discovery document and its keys. */
final class OtherIssuer implements AutoCloseable {
  private final HttpServer server;
  private final ArrayNode keys = new ObjectMapper().createArrayNode();
  final AtomicInteger asked = new AtomicInteger();
  final String url;
  volatile int status = 200;
  volatile String namedIssuer;
  volatile String body;

  /** What it refuses to answer without, where a test sets it. */
  volatile String gatewayKey;

  OtherIssuer() {
    this("");
  }

  /**
   * @param end of its name, such as a slash
   */
  OtherIssuer(String end) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    url = "http://localhost:" + server.getAddress().getPort() + "/realm" + end;
    namedIssuer = url;
    answer("/realm/.well-known/openid-configuration", this::metadata);
    answer("/keys", () -> new ObjectMapper().createObjectNode().set("keys", keys).toString());
    server.start();
  }

  private String metadata() {
    asked.incrementAndGet();
    String keysAddress = url.replaceFirst("/realm/?$", "/keys");
    return body != null
        ? body
        : "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(namedIssuer, keysAddress);
  }

  private void answer(String path, Supplier<String> text) {
    server.createContext(
        path,
        exchange -> {
          String key = exchange.getRequestHeaders().getFirst("apikey");
          boolean open = gatewayKey == null || gatewayKey.equals(key);
          byte[] bytes = text.get().getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(open ? status : 401, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  /** Publishes a new key and returns what signs with it. */
  Algorithm elliptic(String id) {
    KeyPair pair = EcKeys.generate();
    keys.add(EcKeys.json(id, (ECPublicKey) pair.getPublic()));
    return Algorithm.ECDSA256((ECPublicKey) pair.getPublic(), (ECPrivateKey) pair.getPrivate());
  }

  Algorithm rsa(String id, int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      KeyPair pair = generator.generateKeyPair();
      RSAPublicKey open = (RSAPublicKey) pair.getPublic();
      ObjectNode key = keys.addObject().put("kty", "RSA").put("kid", id).put("alg", "RS256");
      key.put("n", number(open.getModulus().toByteArray()));
      key.put("e", number(open.getPublicExponent().toByteArray()));
      return Algorithm.RSA256(open, (RSAPrivateKey) pair.getPrivate());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Publishes what is no key that a server should take. */
  void publish(ObjectNode key) {
    keys.add(key);
  }

  private static String number(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** A token that is in order but for what a test changes. */
  JWTCreator.Builder token(String key, String subject) {
    Instant now = Instant.now();
    return JWT.create()
        .withKeyId(key)
        .withIssuer(url)
        .withAudience("coach")
        .withSubject(subject)
        .withIssuedAt(now)
        .withExpiresAt(now.plusSeconds(600))
        .withClaim("client_id", "app")
        .withClaim("scope", "openid read write");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
