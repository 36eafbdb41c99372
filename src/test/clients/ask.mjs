// Asks a coach through the TypeScript SDK what the test wants to know; prints one JSON object.
// node ask.mjs '{"sdk": 1 | 2, "url": … | "command": […], "env": {…}, "era": …, "calls": [{name, arguments}, …]}'
const wanted = JSON.parse(process.argv[2]);

const client = wanted.sdk === 1 ? await sdk1() : await sdk2();
const lists = {
  tools: await every('listTools', 'tools', 'name'),
  resources: await every('listResources', 'resources', 'uri'),
  templates: await every('listResourceTemplates', 'resourceTemplates', 'uriTemplate'),
  prompts: await every('listPrompts', 'prompts', 'name'),
};
const answers = [];
for (const call of wanted.calls) {
  // Both SDKs check the answer against the output schema that the list above taught them.
  answers.push(await client.callTool(call));
}
const server = client.getServerVersion();
await client.close();
console.log(JSON.stringify({ server, era: wanted.sdk === 1 ? 'legacy' : client.era, lists, answers }));

async function sdk1() {
  const { Client } = await import('@modelcontextprotocol/sdk/client/index.js');
  const { StreamableHTTPClientTransport } = await import('@modelcontextprotocol/sdk/client/streamableHttp.js');
  const { StdioClientTransport } = await import('@modelcontextprotocol/sdk/client/stdio.js');
  const client = new Client({ name: 'sdk-1', version: '1' });
  await client.connect(transport(StreamableHTTPClientTransport, StdioClientTransport));
  return client;
}

async function sdk2() {
  const { Client, StreamableHTTPClientTransport } = await import('@modelcontextprotocol/client');
  const { StdioClientTransport } = await import('@modelcontextprotocol/client/stdio');
  const mode = wanted.era === 'modern' ? { pin: '2026-07-28' } : wanted.era;
  const client = new Client({ name: 'sdk-2', version: '1' }, { versionNegotiation: { mode } });
  await client.connect(transport(StreamableHTTPClientTransport, StdioClientTransport));
  client.era = client.getProtocolEra();
  return client;
}

function transport(Http, Stdio) {
  if (wanted.url) {
    return new Http(new URL(wanted.url));
  }
  const [command, ...args] = wanted.command;
  return new Stdio({ command, args, env: { ...process.env, ...wanted.env } });
}

async function every(method, member, key) {
  const keys = [];
  let cursor;
  do {
    const page = await client[method](cursor === undefined ? {} : { cursor });
    keys.push(...page[member].map((entry) => entry[key]));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return keys;
}
