package coach.tools;

import coach.Caller;
import coach.db.Database;
import coach.testing.Roads;
import coach.tools.contents.Tools;
import com.fasterxml.jackson.databind.JsonNode;

/** One instance of coach with a connection of its own, for tests of several at once. */
record Desk(Database database, Caller caller) implements AutoCloseable {
  static Desk open(TrainingLog log) {
    return new Desk(new Database(Roads.to(ToolDatabase.SERVER, 1)), log.caller);
  }

  /** The structured answer as a client reads it. Throws {@link ToolError} where it is refused. */
  JsonNode call(String name, Object... arguments) {
    Tool tool = Tools.named(name);
    Arguments read = Arguments.read(tool.params(), Ask.object(arguments));
    ToolAnswer answer = tool.handler().answer(new ToolCall(tool, caller, read, database));
    return Ask.reread(answer.structured());
  }

  @Override
  public void close() {
    database.close();
  }
}
