// Asks a coach through the TypeScript SDK what the test wants to know; prints one JSON object.
// node ask.mjs '{"sdk": 1 | 2, "era": "legacy" | "modern" | "auto" | one legacy revision, "url": … | "command": […], "env": {…}, "questions": [{method, params}, …], "forms": "accept" | "decline" | "cancel"}'
const wanted = JSON.parse(process.argv[2]);

// What the person was asked; without "forms" the client shows none.
const asked = [];
const client = wanted.sdk === 1 ? await sdk1() : await sdk2();
const era = wanted.sdk === 1 ? 'legacy' : client.getProtocolEra();
const version = wanted.sdk === 1 ? undefined : client.getNegotiatedProtocolVersion();
const lists = {
  'tools/list': await whole('listTools', 'tools'),
  'resources/list': await whole('listResources', 'resources'),
  'resources/templates/list': await whole('listResourceTemplates', 'resourceTemplates'),
  'prompts/list': await whole('listPrompts', 'prompts'),
};
const methods = {
  'tools/call': 'callTool',
  'resources/read': 'readResource',
  'prompts/get': 'getPrompt',
  'completion/complete': 'complete',
};
const answers = [];
for (const { method, params } of wanted.questions) {
  // Both SDKs check a tool's answer against the output schema that the list above taught them.
  answers.push(await client[methods[method]](params).catch(refused));
}
await client.close();
console.log(JSON.stringify({ era, version, lists, answers, asked }));

// Only what the server itself said is an answer; whatever else goes wrong must end the visit.
function refused(error) {
  if (error.code !== -32602 && error.code !== -32002) {
    throw error;
  }
  return { refused: error.message.replace(/^MCP error -?[0-9]+: /, '') };
}

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
  const one = wanted.era.startsWith('20');
  const mode = wanted.era === 'modern' ? { pin: '2026-07-28' } : one ? 'legacy' : wanted.era;
  const options = { versionNegotiation: { mode }, ...(one && { supportedProtocolVersions: [wanted.era] }) };
  if (wanted.forms) {
    options.capabilities = { elicitation: { form: {} } };
  }
  const client = new Client({ name: 'sdk-2', version: '1' }, options);
  if (wanted.forms) {
    client.setRequestHandler('elicitation/create', async request => filled(request.params));
  }
  await client.connect(transport(StreamableHTTPClientTransport, StdioClientTransport));
  return client;
}

// Says yes to everything and takes the first of every choice.
function filled(form) {
  asked.push(form);
  const fields = Object.entries(form.requestedSchema.properties);
  const content = Object.fromEntries(fields.map(([name, { oneOf }]) => [name, oneOf ? oneOf[0].const : true]));
  return wanted.forms === 'accept' ? { action: 'accept', content } : { action: wanted.forms };
}

function transport(Http, Stdio) {
  if (wanted.url) {
    return new Http(new URL(wanted.url));
  }
  const [command, ...args] = wanted.command;
  return new Stdio({ command, args, env: { ...process.env, ...wanted.env } });
}

async function whole(method, member) {
  const entries = [];
  let cursor;
  do {
    const page = await client[method](cursor === undefined ? {} : { cursor });
    entries.push(...page[member]);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return { [member]: entries };
}
