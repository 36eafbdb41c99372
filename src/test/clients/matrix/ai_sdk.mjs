// Asks coach through the AI SDK, whose tool objects are run as a model would have them run: ai_sdk.mjs '{"way", …}'.
import { auth, createMCPClient } from '@ai-sdk/mcp';
import { Experimental_StdioMCPTransport as Stdio } from '@ai-sdk/mcp/mcp-stdio';
import { Provider, run, wanted } from './steps.mjs';

async function connect() {
  if (wanted.way === 'stdio') {
    const [command, ...args] = wanted.command;
    return createMCPClient({ transport: new Stdio({ command, args, env: wanted.env }) });
  }
  const authProvider = wanted.way === 'oauth' ? new Provider('AI SDK') : undefined;
  if (authProvider) {
    await auth(authProvider, { serverUrl: wanted.url });
    const said = name => authProvider.answer.get(name) ?? undefined;
    await auth(authProvider, { serverUrl: wanted.url, authorizationCode: said('code'), callbackState: said('state'), callbackIssuer: said('iss') });
  }
  return createMCPClient({ transport: { type: 'http', url: wanted.url, authProvider } });
}

let tools;
await run(connect, {
  list: async client => Object.keys(tools = await client.tools()).length,
  call: async (client, name, args, abortSignal) =>
    (await tools[name].execute(args, { toolCallId: '1', messages: [], abortSignal })).content[0].text,
  close: client => client.close(),
});
