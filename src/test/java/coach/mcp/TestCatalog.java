package coach.mcp;

import coach.Caller;
import coach.db.DatabaseException;
import coach.tools.Catalog;
import coach.tools.Effect;
import coach.tools.Param;
import coach.tools.Prompt;
import coach.tools.Resource;
import coach.tools.Tool;
import coach.tools.ToolAnswer;
import coach.tools.ToolCall;
import coach.tools.ToolCall.CallProgress;
import coach.tools.ToolError;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Small tools that need no database, one for every way in which a call can end. */
public final class TestCatalog {
  public static final Caller CALLER =
      Caller.local(UUID.fromString("00000000-0000-4000-8000-000000000001"));

  /** Opened by a test to let calls of {@code wait} finish; counts those that have begun. */
  public final CountDownLatch gate = new CountDownLatch(1);

  public final CountDownLatch begun = new CountDownLatch(1);

  private volatile CallProgress late = CallProgress.NONE;

  private TestCatalog() {}

  public static TestCatalog create() {
    return new TestCatalog();
  }

  public Dispatcher dispatcher() {
    return new Dispatcher(catalog(), null, "1.2.3", false);
  }

  /** With pages of so many entries. */
  Dispatcher dispatcher(int pageSize) {
    return paged(catalog(), pageSize);
  }

  /** Any offer in pages of so many entries, for clients that turn them. */
  public static Dispatcher paged(Catalog catalog, int pageSize) {
    RequestState states = RequestState.ofOneProcess(Clock.systemUTC());
    return new Dispatcher(catalog, null, states, "1", false, pageSize, UnaryOperator.identity());
  }

  public Catalog catalog() {
    return new Catalog(
        tools(),
        resources(),
        prompts(),
        TestCatalog::complete,
        "Ask for sums before anything else.");
  }

  private List<Tool> tools() {
    List<Tool> tools = new ArrayList<>();
    tools.add(
        tool(
            "add",
            Effect.READ,
            List.of(
                Param.integer("a", "First", -1000, 1000).required().example(2),
                Param.integer("b", "Second", -1000, 1000).defaultsTo(1)),
            call -> sum(call)));
    tools.add(
        tool(
            "echo",
            Effect.READ,
            List.of(
                Param.text("text", "Anything", 100_000).required(),
                Param.list("reps", "Any", 5, Param.integer("reps", "One", 0, 9))),
            call -> answer("text", call.arguments().text("text"))));
    tools.add(tool("write_note", Effect.WRITE, List.of(), call -> answer("text", "written")));
    tools.add(tool("drop_note", Effect.DESTROY, List.of(), call -> answer("text", "dropped")));
    tools.add(tool("refuse", Effect.READ, List.of(), call -> refuse("days is 0. Send 1 to 365.")));
    tools.add(
        tool(
            "crash",
            Effect.READ,
            List.of(),
            call -> {
              throw new IllegalStateException("a foreign secret");
            }));
    tools.add(tool("overflow", Effect.READ, List.of(), call -> endless(call)));
    tools.add(
        tool(
            "database",
            Effect.READ,
            List.of(Param.text("kind", "Kind of failure", 20).required()),
            call -> databaseFails(call.arguments().text("kind"))));
    tools.add(tool("ask", Effect.DESTROY, List.of(), call -> ask()));
    tools.add(tool("demand", Effect.READ, List.of(), call -> demand()));
    tools.add(
        tool(
            "steps",
            Effect.READ,
            List.of(Param.list("steps", "Told", 20, Param.integer("step", "One", 0, 100))),
            call -> steps(call)));
    tools.add(tool("wait", Effect.READ, List.of(), call -> await()));
    return tools;
  }

  private static Tool tool(String name, Effect effect, List<Param> params, Tool.Handler handler) {
    ObjectNode output = JsonNodeFactory.instance.objectNode().put("type", "object");
    ObjectNode properties = output.putObject("properties");
    properties.putObject("text").put("type", "string");
    properties.putObject("sum").put("type", "integer");
    return new Tool(name, "Title of " + name, "Does " + name, effect, params, output, handler);
  }

  private static ToolAnswer sum(ToolCall call) {
    int sum = call.arguments().integer("a") + call.arguments().integer("b");
    ObjectNode structured = JsonNodeFactory.instance.objectNode().put("sum", sum);
    return new ToolAnswer(structured, "The sum is " + sum);
  }

  private static ToolAnswer answer(String name, String text) {
    return new ToolAnswer(JsonNodeFactory.instance.objectNode().put(name, text), text);
  }

  private static ToolAnswer refuse(String sentence) {
    throw new ToolError(sentence);
  }

  private static ToolAnswer endless(ToolCall call) {
    return endless(new ToolCall(call.tool(), call.caller(), call.arguments(), null));
  }

  private static ToolAnswer databaseFails(String kind) {
    DatabaseException.Kind parsed = DatabaseException.Kind.valueOf(kind.toUpperCase(Locale.ROOT));
    throw new DatabaseException(
        parsed,
        "Our words for " + kind + ".",
        parsed == DatabaseException.Kind.RATE_LIMITED ? 90 : 0,
        new IllegalStateException("a foreign secret"));
  }

  private static ToolAnswer ask() {
    ObjectNode question = Wire.object().put("resultType", "input_required");
    question.withObject("/inputRequests/sure").put("method", "elicitation/create");
    throw Refusal.instead(question);
  }

  private static ToolAnswer demand() {
    ObjectNode data = Wire.object();
    data.withObject("/requiredCapabilities/elicitation");
    throw Refusal.of(Refusal.CAPABILITY_MISSING, "Show forms to use this.", 400, data);
  }

  private ToolAnswer steps(ToolCall call) {
    late = call.progress();
    for (JsonNode step : call.arguments().json().path("steps")) {
      late.step(step.asInt(), 100, "step " + step.asInt());
    }
    return answer("text", "stepped");
  }

  /** What the latest call of {@code steps} told its progress to. */
  public CallProgress lateProgress() {
    return late;
  }

  private ToolAnswer await() {
    begun.countDown();
    try {
      if (!gate.await(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody opened the gate");
      }
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
    return answer("text", "waited");
  }

  private static List<Resource> resources() {
    return List.of(
        resource("test://zebra", "zebra", false, reading -> "stripes"),
        resource("test://mine", "mine", true, reading -> reading.caller().user().toString()),
        resource(
            "test://notes/{id}/{part}",
            "note",
            true,
            reading -> reading.variables().get("id") + "|" + reading.variables().get("part")),
        resource(
            "test://pages/{page}",
            "page",
            false,
            reading -> reading.variables().get("page").equals("1") ? "first page" : null),
        resource("test://refusing", "refusing", false, reading -> refusing()),
        resource("test://crashing", "crashing", false, reading -> crashing()),
        resource("test://long", "long", false, reading -> lengthy(reading)),
        resource("test://halfway", "halfway", false, reading -> halfway(reading)),
        resource("test://alpha", "alpha", false, reading -> "first letter"));
  }

  private static Resource resource(
      String uri, String name, boolean personal, Resource.Reader reader) {
    return new Resource(
        uri, name, "Title of " + name, "About " + name, "text/plain", personal, reader);
  }

  private static String refusing() {
    throw new ToolError("page is 99. Send 1 to 3.");
  }

  private static String lengthy(Resource.Reading reading) {
    reading.progress().step(1, 0, null);
    return "long";
  }

  private static String halfway(Resource.Reading reading) {
    reading.progress().step(1, 2, "half");
    throw new ToolError("The second half is missing. Ask for the first.");
  }

  private static String crashing() {
    throw new IllegalStateException("a foreign secret");
  }

  private static List<Prompt> prompts() {
    return List.of(
        new Prompt(
            "zen",
            "Zen",
            "Says nothing much",
            List.of(),
            (caller, arguments, database) -> "Breathe."),
        new Prompt(
            "greet",
            "Greet",
            "Greets someone",
            List.of(
                Param.text("name", "Whom to greet", 50).required(),
                Param.integer("times", "How often", 1, 5).defaultsTo(1)),
            (caller, arguments, database) ->
                "Hello, ".repeat(arguments.integer("times")) + arguments.text("name")));
  }

  private static List<String> complete(
      Caller caller, String argument, String typed, coach.db.Database database) {
    List<String> values = new ArrayList<>();
    for (int number = 0; argument.equals("name") && number < 150; number++) {
      values.add(typed + number);
    }
    return argument.equals("page") ? List.of("1") : values;
  }
}
