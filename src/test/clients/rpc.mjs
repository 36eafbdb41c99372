// Calls functions of a Supabase project through its own client; prints one JSON object.
// node rpc.mjs '{"url": …, "key": …, "token": …, "expired": …, "arguments": …}'
import { PostgrestClient } from '@supabase/postgrest-js';

const { url, key, token, expired, arguments: args } = JSON.parse(process.argv[2]);
const client = (bearer, schema = 'coach_api') =>
  new PostgrestClient(url + '/rest/v1', {
    headers: { apikey: key, Authorization: 'Bearer ' + bearer },
    schema,
  });
const said = async (request) => {
  const { data, error, status } = await request;
  return { status, code: error?.code ?? null, details: error?.details ?? null, data: error ? null : data };
};

console.log(
  JSON.stringify({
    answered: await said(client(token).rpc('get_exercise_history', args)),
    missing: await said(client(token).rpc('no_such_function')),
    unknown: await said(client(token).rpc('get_profile', { surprise: 1 })),
    hidden: await said(client(token, 'coach').rpc('today')),
    forbidden: await said(client(token).rpc('load_keys')),
    expired: await said(client(expired).rpc('get_profile')),
    anonymous: await said(client(key).rpc('get_profile')),
    limited: await said(client(token).rpc('get_profile')),
  }),
);
