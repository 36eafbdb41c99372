// Asks coach through a TypeScript SDK: typescript.mjs '{"sdk": a package, "way", "url" | "command", "env", "person", "python"}'.
import { Provider, run, wanted } from './steps.mjs';
const two = wanted.sdk === '@modelcontextprotocol/client';
const from = (one, other) => import(two ? wanted.sdk + other : `${wanted.sdk}/client/${one}.js`);
const { Client } = await from('index', '');
const { StreamableHTTPClientTransport } = await from('streamableHttp', '');
const { StdioClientTransport } = await from('stdio', '/stdio');

async function connect() {
  const client = () => new Client({ name: 'matrix', version: '1' }, two ? { versionNegotiation: { mode: 'auto' } } : {});
  if (wanted.way === 'stdio') {
    const [command, ...args] = wanted.command;
    const one = client();
    await one.connect(new StdioClientTransport({ command, args, env: wanted.env }));
    return one;
  }
  const authProvider = wanted.way === 'oauth' ? new Provider('TypeScript SDK') : undefined;
  const transport = () => new StreamableHTTPClientTransport(new URL(wanted.url), { authProvider });
  const first = transport();
  const one = client();
  try {
    await one.connect(first);
    return one;
  } catch (refused) {
    if (!authProvider?.answer) throw refused;
    await first.finishAuth(two ? authProvider.answer : authProvider.answer.get('code'));
    const again = client();
    await again.connect(transport());
    return again;
  }
}

await run(connect, {
  list: async client => (await client.listTools()).tools.length,
  call: async (client, name, args, signal) => {
    const options = signal ? { signal } : undefined;
    return (await client.callTool({ name, arguments: args }, ...(two ? [options] : [undefined, options]))).content[0].text;
  },
  read: (client, uri, onprogress) => client.readResource({ uri }, { onprogress }),
  close: client => client.close(),
});
