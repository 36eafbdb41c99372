// Signs in at a Supabase through its own client, by password and by provider; prints one JSON object.
// node supabase.mjs '{"url": …, "key": …, "email": …, "password": …}'
import { GoTrueClient } from '@supabase/auth-js';

const { url, key, email, password } = JSON.parse(process.argv[2]);
const client = new GoTrueClient({
  url: url + '/auth/v1',
  headers: { apikey: key },
  flowType: 'pkce',
  autoRefreshToken: false,
  persistSession: false,
});

const right = await client.signInWithPassword({ email, password });
const wrong = await client.signInWithPassword({ email, password: password + '!' });
const away = await client.signInWithOAuth({
  provider: 'google',
  options: { redirectTo: 'http://localhost/back', skipBrowserRedirect: true },
});
const back = await fetch(away.data.url, { redirect: 'manual' });
const code = new URL(back.headers.get('location')).searchParams.get('code');
const returned = await client.exchangeCodeForSession(code);
console.log(
  JSON.stringify({
    person: right.data.user?.id,
    refused: wrong.error?.code,
    returned: returned.data.user?.id,
    trouble: right.error?.message ?? returned.error?.message ?? null,
  }),
);
