package coach.mcp;

import coach.Lazy;
import coach.db.Cancellation;
import coach.db.Database;
import coach.db.DatabaseException;
import coach.mcp.Exchange.Notices;
import coach.mcp.Registry.Identity;
import coach.tools.Catalog;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Every message of either era passes here, whichever road it came by: it is read, told apart,
 * checked, answered by the SDK's registry of our adapters, and every failure becomes a proper
 * envelope.
 */
public final class Dispatcher implements McpStatelessServerTransport {
  private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);
  private static final int PAGE_SIZE = 100;
  private final RequestChecks ladder;
  private final Methods methods;
  private final Identity identity;
  private McpStatelessServerHandler handler;

  /** A dispatcher that is alone: no other instance takes the states that it gave. */
  public Dispatcher(Catalog catalog, Database database, String version, boolean strictHeaders) {
    this(catalog, database, RequestState.ofOneProcess(Clock.systemUTC()), version, strictHeaders);
  }

  /**
   * @param database what the offer's handlers are given
   * @param states carried by clients from one round of a call to the next
   * @param version of coach, shown to clients
   * @param strictHeaders refuse a legacy version header over a modern body
   * @throws IllegalArgumentException for a name that is offered twice
   */
  public Dispatcher(
      Catalog catalog,
      Database database,
      RequestState states,
      String version,
      boolean strictHeaders) {
    this(catalog, database, states, version, strictHeaders, PAGE_SIZE, UnaryOperator.identity());
  }

  /** With pages of another size, and a last word on what the SDK is given but for its names. */
  Dispatcher(
      Catalog catalog,
      Database database,
      RequestState states,
      String version,
      boolean strictHeaders,
      int pageSize,
      UnaryOperator<Specifications> lastWord) {
    ladder = new RequestChecks(strictHeaders);
    identity = new Identity(version);
    CatalogIndex index = new CatalogIndex(catalog);
    Specifications specifications =
        Specifications.of(catalog, index, database, new Elicitation(states));
    Registry.build(this, lastWord.apply(specifications), catalog.instructions(), identity);
    Lazy<ObjectNode> greeting =
        new Lazy<>(() -> ask(Exchange.internal(Method.INITIALIZE), Registry.greeting()));
    Listings listings =
        new Listings(
            pageSize,
            method -> ask(Exchange.internal(method), Wire.object()),
            kind -> Registry.order(catalog, kind));
    methods = new Methods(index, listings, greeting, this::ask);
  }

  @Override
  public void setMcpHandler(McpStatelessServerHandler mcpHandler) {
    handler = mcpHandler;
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.empty();
  }

  @Override
  public List<String> protocolVersions() {
    return Era.LEGACY_VERSIONS;
  }

  /** Answers one message; never throws. */
  public Reply handle(Inbound inbound) {
    JsonNode message;
    try {
      message = Wire.read(inbound.message());
    } catch (Refusal unreadable) {
      return Answer.error(null, unreadable).reply();
    }
    if (message.isArray()) {
      return new Batch(methods::isDocumentForPeople, one -> one(one, inbound, null))
          .answer(message);
    }
    Answer answer = one(message, inbound, inbound.headers());
    Reply reply = answer.reply();
    CallLog.size(answer.tool(), reply, inbound.request());
    return reply;
  }

  private Answer one(JsonNode json, Inbound inbound, Headers headers) {
    JsonNode id = Message.validId(json);
    try {
      Message message = Message.of(json);
      if (message.isRequest()) {
        return request(message, inbound, headers);
      }
      if (message.isNotification()) {
        notification(message, inbound);
      }
      return Answer.NONE;
    } catch (Refusal refusal) {
      if (headers != null && refusal.details().status() == 400) {
        note(refusal, json, headers, inbound);
      }
      return Answer.error(id, refusal);
    } catch (DatabaseException away) {
      log.warn("message outcome=failed cause={} request={}", away.kind(), inbound.request(), away);
      boolean bug = away.kind() == DatabaseException.Kind.INTERNAL;
      String sentence = bug ? CallLog.bug(inbound.request()) : away.getMessage();
      return Answer.error(id, Refusal.of(Refusal.INTERNAL, sentence));
    } catch (RuntimeException | Error bug) {
      log.error("message outcome=failed request={}", inbound.request(), bug);
      return Answer.error(id, Refusal.of(Refusal.INTERNAL, CallLog.bug(inbound.request())));
    }
  }

  /** Clients are known to mix revisions, and this is how their mixture is found. */
  private static void note(Refusal refusal, JsonNode json, Headers headers, Inbound inbound) {
    log.info(
        "message outcome=refused code={} {} request={}",
        refusal.code(),
        RequestChecks.versions(json, headers),
        inbound.request());
  }

  private static void notification(Message message, Inbound inbound) {
    if (message.method().equals("notifications/cancelled") && message.params() != null) {
      inbound.inFlight().cancel(message.params().path("requestId"));
    }
  }

  private Answer request(Message message, Inbound inbound, Headers headers) {
    Cancellation cancellation = inbound.inFlight().begin(message.id());
    try {
      Answer answer = answer(message, inbound, headers, cancellation);
      return cancellation.isUnwanted() ? Answer.NONE : answer;
    } catch (RuntimeException failed) {
      if (cancellation.isUnwanted()) {
        return Answer.NONE;
      }
      throw failed;
    } finally {
      inbound.inFlight().end(message.id(), cancellation);
    }
  }

  private Answer answer(
      Message message, Inbound inbound, Headers headers, Cancellation cancellation) {
    Era era = Era.of(message.method(), message.params(), headers);
    if (era == Era.MODERN) {
      ladder.check(message.method(), message.params(), headers);
    }
    ObjectNode params = message.objectParams();
    Method method = Method.served(message.method(), era);
    Scopes.demand(inbound.scopes(), methods.requiredScope(method, params));
    try (Notices notices = new Notices(inbound.notifier(), cancellation)) {
      Exchange exchange =
          new Exchange(
                  null,
                  era,
                  method,
                  params,
                  inbound.request(),
                  cancellation,
                  notices,
                  inbound.measures())
              .by(method.personal ? inbound.caller() : progress -> null);
      ObjectNode result = result(exchange, inbound.scopes());
      String tool = method == Method.CALL_TOOL ? params.get("name").textValue() : null;
      return Answer.result(message.id(), result, tool);
    }
  }

  private ObjectNode result(Exchange exchange, Set<String> scopes) {
    ObjectNode result;
    try {
      result = methods.answer(exchange, scopes);
    } catch (Refusal refusal) {
      if (refusal.details().result() == null) {
        throw refusal;
      }
      result = refusal.details().result();
    }
    return exchange.era() == Era.MODERN ? identity.sign(result, exchange.method()) : result;
  }

  private ObjectNode ask(Exchange exchange, ObjectNode params) {
    JSONRPCResponse response =
        handler
            .handleRequest(
                exchange.context(),
                new JSONRPCRequest(exchange.method().wire, exchange.request(), params))
            .block();
    if (response.error() == null) {
      return response.result() instanceof CallToolResult called
          ? ToolAdapter.json(called)
          : Wire.MAPPER.valueToTree(response.result());
    }
    throw Refusal.from(response.error());
  }
}
