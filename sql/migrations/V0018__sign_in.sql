-- What the server itself keeps about accounts and connected apps. Nobody but the connecting role may
-- see any of it: there is no grant to authenticated or anon, and every secret is stored as a hash.

create schema if not exists coach_auth;

create table if not exists coach_auth.account (
  app_user_id uuid primary key references public.app_user on delete cascade,
  password_hash text,
  created_at timestamptz not null default now(),
  disabled_at timestamptz,
  last_sign_in_at timestamptz
);

create table if not exists coach_auth.client (
  client_id text primary key,
  name text not null,
  redirect_uris text[] not null,
  metadata jsonb not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  source text not null default 'registered' check (source in ('registered', 'document')),
  expires_at timestamptz
);
create index if not exists client_age on coach_auth.client (coalesce(last_used_at, created_at));
comment on column coach_auth.client.source is
  'registered: introduced itself to coach; document: described at the address that is its id';
comment on column coach_auth.client.expires_at is 'when a document must be read again';

create table if not exists coach_auth.consent (
  app_user_id uuid not null references public.app_user on delete cascade,
  client_id text not null references coach_auth.client on delete cascade,
  scopes text[] not null,
  granted_at timestamptz not null default now(),
  primary key (app_user_id, client_id)
);
create index if not exists consent_client on coach_auth.consent (client_id);

-- The tokens that came of one consent: they end together, and a call sees at once that they have.
create table if not exists coach_auth.token_family (
  family uuid primary key,
  client_id text not null references coach_auth.client on delete cascade,
  app_user_id uuid not null references public.app_user on delete cascade,
  scopes text[] not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz not null default now(),
  revoked_at timestamptz,
  revoked_for text
);
create index if not exists token_family_user on coach_auth.token_family (app_user_id);
create index if not exists token_family_client on coach_auth.token_family (client_id);
comment on column coach_auth.token_family.revoked_for is 'why it ended, such as replay or sign_out';

-- A used code stays until it would have expired and longer, so that a replay is known for one.
create table if not exists coach_auth.code (
  code_hash text primary key,
  client_id text not null references coach_auth.client on delete cascade,
  app_user_id uuid not null references public.app_user on delete cascade,
  redirect_uri text not null,
  challenge text not null,
  scopes text[] not null,
  resource text not null,
  expires_at timestamptz not null,
  family uuid not null default gen_random_uuid(),
  created_at timestamptz not null default now(),
  used_at timestamptz
);
create index if not exists code_user on coach_auth.code (app_user_id);
create index if not exists code_client on coach_auth.code (client_id);

create table if not exists coach_auth.refresh_token (
  token_hash text primary key,
  family uuid not null,
  client_id text not null references coach_auth.client on delete cascade,
  app_user_id uuid not null references public.app_user on delete cascade,
  scopes text[] not null,
  resource text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz
);
create index if not exists refresh_token_family on coach_auth.refresh_token (family);
create index if not exists refresh_token_user on coach_auth.refresh_token (app_user_id);
create index if not exists refresh_token_client on coach_auth.refresh_token (client_id);

create table if not exists coach_auth.signing_key (
  key_id text primary key,
  public_key text not null,
  private_key text not null,
  created_at timestamptz not null default now(),
  retired_at timestamptz,
  is_encrypted boolean not null default false,
  not_before timestamptz not null default now()
);
comment on column coach_auth.signing_key.not_before is
  'published from created_at, signs from here until retired_at';

create table if not exists coach_auth.browser_session (
  session_hash text primary key,
  app_user_id uuid not null references public.app_user on delete cascade,
  created_at timestamptz not null default now(),
  last_used_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index if not exists browser_session_user on coach_auth.browser_session (app_user_id);

create table if not exists coach_auth.invitation (
  token_hash text primary key,
  purpose text not null check (purpose in ('first', 'invite', 'reset')),
  email text,
  app_user_id uuid references public.app_user on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index if not exists invitation_user on coach_auth.invitation (app_user_id);
comment on table coach_auth.invitation is
  'one-time links: the first account, an invited one, a new password';

-- Only inserted and counted, like the call log: a row that is updated would make attempts wait for
-- each other. It may be lost in a crash.
create unlogged table if not exists coach_auth.attempt (
  key text not null,
  at timestamptz not null default clock_timestamp()
);
create index if not exists attempt_key on coach_auth.attempt (key, at);
create index if not exists attempt_age on coach_auth.attempt (at);
comment on column coach_auth.attempt.key is 'what was attempted and a hash of the address or account';

create table if not exists coach_auth.event (
  event_id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  app_user_id uuid references public.app_user on delete cascade,
  client_id text,
  kind text not null,
  detail jsonb not null default '{}'
);
create index if not exists event_user on coach_auth.event (app_user_id, at desc);
create index if not exists event_age on coach_auth.event (at);
comment on table coach_auth.event is 'who signed in, let an app in or sent it away; kept 400 days';

do $$
declare
  own text;
begin
  foreach own in array array[
    'account', 'client', 'consent', 'token_family', 'code', 'refresh_token', 'signing_key',
    'browser_session', 'invitation', 'attempt', 'event'] loop
    execute format('alter table coach_auth.%I enable row level security', own);
  end loop;
end
$$;
