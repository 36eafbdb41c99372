// Asks coach through a TypeScript SDK: typescript.mjs '{"sdk": a package, "way", "url" | "command", "env", "person", "python"}'.
import { execFileSync } from 'node:child_process';
const wanted = JSON.parse(process.argv[2]);
const two = wanted.sdk === '@modelcontextprotocol/client';
const from = (one, other) => import(two ? wanted.sdk + other : `${wanted.sdk}/client/${one}.js`);
const { Client } = await from('index', '');
const { StreamableHTTPClientTransport } = await from('streamableHttp', '');
const { StdioClientTransport } = await from('stdio', '/stdio');

// What an app keeps of its sign-in; the person's answer comes back by the redirect's address.
class Provider {
  redirectUrl = 'http://localhost:9/callback';
  clientMetadata = { client_name: 'TypeScript SDK', redirect_uris: [this.redirectUrl], token_endpoint_auth_method: 'none', grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'] };
  clientInformation() { return this.client; }
  saveClientInformation(client) { this.client = client; }
  tokens() { return this.kept; }
  saveTokens(tokens) { this.kept = tokens; }
  saveCodeVerifier(verifier) { this.verifier = verifier; }
  codeVerifier() { return this.verifier; }
  redirectToAuthorization(url) {
    const onward = execFileSync(wanted.python, [wanted.person, url.toString()], { encoding: 'utf8' });
    this.answer = new URL(onward.trim()).searchParams;
  }
}

async function connected() {
  const client = () => new Client({ name: 'matrix', version: '1' }, two ? { versionNegotiation: { mode: 'auto' } } : {});
  if (wanted.way === 'stdio') {
    const [command, ...args] = wanted.command;
    const one = client();
    await one.connect(new StdioClientTransport({ command, args, env: wanted.env }));
    return one;
  }
  const authProvider = wanted.way === 'oauth' ? new Provider() : undefined;
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

const done = {};
const step = async (name, action) => {
  try {
    await action();
    done[name] = true;
  } catch (failed) {
    done[name] = `${failed.name}: ${failed.message}`.slice(0, 300);
  }
};
const demand = (fine, what) => { if (!fine) throw new Error(what); };
let client;
await step('connect', async () => { client = await connected(); });
if (client) {
  const call = async (name, args, options) => (await client.callTool({ name, arguments: args }, ...(two ? [options] : [undefined, options]))).content[0].text;
  const ask = async () => demand((await call('get_exercise_history', { exercise: 'squat' })).includes('Squat'), 'no squats');
  await step('list', async () => demand((await client.listTools()).tools.length > 20, 'too few tools'));
  await step('call', ask);
  await step('write and undo', async () => {
    await call('log_body_measurement', { measurements: [{ kind: 'body_weight', value: 81.5 }] });
    demand((await call('list_body_measurements', {})).includes('81.5'), 'not logged');
    await call('undo_last_change', {});
    demand(!(await call('list_body_measurements', {})).includes('81.5'), 'not undone');
  });
  await step('progress', async () => {
    const told = [];
    await client.readResource({ uri: 'workout://export/json' }, { onprogress: progress => told.push(progress) });
    demand(told.length > 0, 'no progress was told');
  });
  await step('cancel', async () => {
    const abort = new AbortController();
    const asked = call('get_training_summary', { weeks: 52 }, { signal: abort.signal });
    setTimeout(() => abort.abort('not wanted'), 5);
    await asked.catch(() => {});
    await ask();
  });
  await client.close();
}
console.log(JSON.stringify(done));
process.exit(0);
