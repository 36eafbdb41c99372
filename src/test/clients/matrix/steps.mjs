// What every client of JavaScript is asked to do; prints one JSON object of true, an error or null for no way.
import { execFileSync } from 'node:child_process';
export const wanted = JSON.parse(process.argv[2]);

// What an app keeps of its sign-in; the person's answer comes back by the redirect's address.
export class Provider {
  constructor(name) { this.name = name; }
  redirectUrl = 'http://localhost:9/callback';
  get clientMetadata() { return { client_name: this.name, redirect_uris: [this.redirectUrl], token_endpoint_auth_method: 'none', grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'] }; }
  clientInformation() { return this.client; }
  isClientInformationDynamicallyRegistered() { return true; }
  saveClientInformation(client) { this.client = client; }
  authorizationServerInformation() { return this.server; }
  saveAuthorizationServerInformation(server) { this.server = server; }
  tokens() { return this.kept; }
  saveTokens(tokens) { this.kept = tokens; }
  saveCodeVerifier(verifier) { this.verifier = verifier; }
  codeVerifier() { return this.verifier; }
  redirectToAuthorization(url) {
    const onward = execFileSync(wanted.python, [wanted.person, url.toString()], { encoding: 'utf8' });
    this.answer = new URL(onward.trim()).searchParams;
  }
}

const demand = (fine, what) => { if (!fine) throw new Error(what); };

/** Sends a client through all steps: `list` gives the number of tools, `call` an answer's text, `read` tells of progress. */
export async function run(connect, { list, call, read, close }) {
  const done = {};
  const step = async (name, action) => {
    try {
      await action();
      done[name] = true;
    } catch (failed) {
      done[name] = `${failed.name}: ${failed.message}`.slice(0, 300);
    }
  };
  let client;
  await step('connect', async () => { client = await connect(); });
  if (client) {
    const ask = async () => demand((await call(client, 'get_exercise_history', { exercise: 'squat' })).includes('Squat'), 'no squats');
    await step('list', async () => demand(await list(client) > 20, 'too few tools'));
    await step('call', ask);
    await step('write and undo', async () => {
      await call(client, 'log_body_measurement', { measurements: [{ kind: 'body_weight', value: 81.5 }] });
      demand((await call(client, 'list_body_measurements', {})).includes('81.5'), 'not logged');
      await call(client, 'undo_last_change', {});
      demand(!(await call(client, 'list_body_measurements', {})).includes('81.5'), 'not undone');
    });
    if (read) {
      await step('progress', async () => {
        const told = [];
        await read(client, 'workout://export/json', progress => told.push(progress));
        demand(told.length > 0, 'no progress was told');
      });
    }
    await step('cancel', async () => {
      const abort = new AbortController();
      const asked = call(client, 'get_training_summary', { weeks: 52 }, abort.signal);
      setTimeout(() => abort.abort('not wanted'), 5);
      await asked.catch(() => {});
      await ask();
    });
    await close(client);
  }
  console.log(JSON.stringify(done));
  process.exit(0);
}
