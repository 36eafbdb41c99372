// The peer in JavaScript: the TypeScript SDK's stateless HTTP as its example has it, and pg's pool with a named statement.
import { readFileSync } from "node:fs";
import { createMcpExpressApp } from "@modelcontextprotocol/sdk/server/express.js";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import pg from "pg";
import { z } from "zod";

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 8 });
const text = readFileSync(new URL("../history.sql", import.meta.url), "utf8");
const claims = JSON.stringify({ sub: process.env.LIFTER, role: "authenticated" });
const asLifter = "select set_config('role', 'authenticated', true), set_config('request.jwt.claims', $1, true)";

async function history({ exercise, days }) {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query({ name: "as lifter", text: asLifter, values: [claims] });
    const { rows } = await client.query({ name: "history", text, values: [exercise, days] });
    await client.query("commit");
    return { content: [{ type: "text", text: JSON.stringify(rows) }], structuredContent: { rows } };
  } catch (failure) {
    await client.query("rollback");
    throw failure;
  } finally {
    client.release();
  }
}

function server() {
  const mcp = new McpServer({ name: "peer", version: "1.0.0" });
  mcp.registerTool(
    "get_exercise_history",
    {
      description: "Sets of one exercise, newest first.",
      inputSchema: { exercise: z.string(), days: z.number().int() },
    },
    history,
  );
  return mcp;
}

const app = createMcpExpressApp();
app.post("/mcp", async (request, response) => {
  const mcp = server();
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined, enableJsonResponse: true });
  response.on("close", () => {
    transport.close();
    mcp.close();
  });
  await mcp.connect(transport);
  await transport.handleRequest(request, response, request.body);
});
app.listen(Number(process.env.PORT), "127.0.0.1");
