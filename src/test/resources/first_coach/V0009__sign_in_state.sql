-- What signing in over HTTP keeps, so that any instance serves any step: browser sessions, one-time
-- links, attempts, events, and what clients, codes, refresh tokens and keys need besides V0005.
-- As there, nobody but the connecting role sees any of it, and every secret is stored as a hash.

alter table coach_auth.account add column last_sign_in_at timestamptz;

create table coach_auth.browser_session (
  session_hash text primary key,
  app_user_id uuid not null references public.app_user on delete cascade,
  created_at timestamptz not null default now(),
  last_used_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index browser_session_user on coach_auth.browser_session (app_user_id);

create table coach_auth.invitation (
  token_hash text primary key,
  purpose text not null check (purpose in ('first', 'invite', 'reset')),
  email text,
  app_user_id uuid references public.app_user on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index invitation_user on coach_auth.invitation (app_user_id);
comment on table coach_auth.invitation is 'one-time links: the first account, an invited one, a new password';

create table coach_auth.pending_sign_in (
  state_hash text primary key,
  verifier text not null,
  next text,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
comment on table coach_auth.pending_sign_in is 'people who were sent to another sign-in and have not come back yet';

-- Only inserted and counted, like the call log: a row that is updated would make attempts wait for
-- each other. It may be lost in a crash.
create unlogged table coach_auth.attempt (
  key text not null,
  at timestamptz not null default clock_timestamp()
);
create index attempt_key on coach_auth.attempt (key, at);
create index attempt_age on coach_auth.attempt (at);
comment on column coach_auth.attempt.key is 'what was attempted and a hash of the address or account';

create table coach_auth.event (
  event_id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  app_user_id uuid references public.app_user on delete cascade,
  client_id text,
  kind text not null,
  detail jsonb not null default '{}'
);
create index event_user on coach_auth.event (app_user_id, at desc);
create index event_age on coach_auth.event (at);
comment on table coach_auth.event is 'who signed in, let an app in or sent it away; kept 400 days';

alter table coach_auth.client
  add column source text not null default 'registered' check (source in ('registered', 'document')),
  add column expires_at timestamptz;
create index client_age on coach_auth.client (coalesce(last_used_at, created_at));
comment on column coach_auth.client.source is
  'registered: introduced itself to coach; document: described at the address that is its id';
comment on column coach_auth.client.expires_at is 'when a document must be read again';

-- The tokens that came of one consent: they end together, and a call sees at once that they have.
create table coach_auth.token_family (
  family uuid primary key,
  client_id text not null references coach_auth.client on delete cascade,
  app_user_id uuid not null references public.app_user on delete cascade,
  scopes text[] not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz not null default now(),
  revoked_at timestamptz,
  revoked_for text
);
create index token_family_user on coach_auth.token_family (app_user_id);
create index token_family_client on coach_auth.token_family (client_id);
comment on column coach_auth.token_family.revoked_for is 'why it ended, such as replay or sign_out';

-- A used code stays until it would have expired and longer, so that a replay is known for one.
alter table coach_auth.code
  add column family uuid not null default gen_random_uuid(),
  add column created_at timestamptz not null default now(),
  add column used_at timestamptz;
create index code_user on coach_auth.code (app_user_id);
create index code_client on coach_auth.code (client_id);
create index refresh_token_client on coach_auth.refresh_token (client_id);
create index consent_client on coach_auth.consent (client_id);

alter table coach_auth.signing_key
  add column is_encrypted boolean not null default false,
  add column not_before timestamptz not null default now();
comment on column coach_auth.signing_key.not_before is
  'published from created_at, signs from here until retired_at';

do $$
declare
  own text;
begin
  foreach own in array array[
    'browser_session', 'invitation', 'pending_sign_in', 'attempt', 'event', 'token_family'] loop
    execute format('alter table coach_auth.%I enable row level security', own);
  end loop;
end
$$;

-- Through which app the caller asks; null for the person at this machine.
create function coach.this_client() returns text language sql stable as $$
  select nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'coach_client'
$$;
revoke execute on function coach.this_client() from public;
grant execute on function coach.this_client() to authenticated, service_role;

alter table coach.change_log add column client text default coach.this_client();
comment on column coach.change_log.client is 'the app that the change came through';

-- As before, and refuses an account that was disabled and an app that was sent away, although its
-- token has not expired yet.
create or replace function coach.begin_call(tool_name text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller uuid := auth.uid();
  claims jsonb := coalesce(nullif(current_setting('request.jwt.claims', true), ''), '{}')::jsonb;
  settings jsonb;
  zone_name text;
  days int;
  allowed int := 0;
  used int;
  oldest timestamptz;
begin
  select coalesce(u.data -> 'mcp_settings', '{}') into settings
  from public.app_user u where u.app_user_id = caller;
  if not found then
    raise exception using errcode = 'PT403', message = 'no account';
  end if;
  if exists (
       select from coach_auth.account a
       where a.app_user_id = caller and a.disabled_at is not null)
     or exists (
       select from coach_auth.token_family f
       where f.family = (claims ->> 'coach_family')::uuid and f.revoked_at is not null) then
    raise exception using errcode = 'PT401', message = 'sign-in has ended';
  end if;

  if claims ->> 'coach_local' is distinct from 'true' then
    select coalesce(max(value::int), 0) into allowed
    from coach.setting where name = 'rate_limit_per_hour' and value ~ '^\d{1,7}$';
  end if;
  if allowed > 0 then
    select count(*), min(called_at) into used, oldest
    from coach.call_log
    where app_user_id = caller and called_at > clock_timestamp() - interval '1 hour';
    if used >= allowed then
      raise exception using errcode = 'PT429', message = 'hourly limit reached',
        detail = greatest(1, ceil(extract(epoch from oldest + interval '1 hour'
                                          - clock_timestamp())))::int::text;
    end if;
    -- A completion runs at every key stroke: it needs quota left and uses none.
    if not starts_with(tool_name, 'complete_') then
      insert into coach.call_log (app_user_id, tool) values (caller, left(tool_name, 100));
    end if;
    if random() < 0.001 then
      delete from coach.call_log where called_at < clock_timestamp() - interval '2 hours';
    end if;
  end if;

  -- An area and a place, as IANA spells them; PostgreSQL would take much that others do not know.
  zone_name := 'UTC';
  if settings ->> 'time_zone' ~ '^[A-Z][A-Za-z_]+(/[A-Z][A-Za-z0-9_+-]+)+$' then
    begin
      perform now() at time zone (settings ->> 'time_zone');
      zone_name := settings ->> 'time_zone';
    exception when invalid_parameter_value then
      zone_name := 'UTC';
    end;
  end if;
  days := case when settings ->> 'max_history_days' ~ '^\d{1,3}$'
               then greatest(1, least(365, (settings ->> 'max_history_days')::int))
               else 365 end;
  perform set_config('coach.zone', zone_name, true),
          set_config('coach.max_history_days', days::text, true),
          set_config('coach.include_notes',
                     case when settings ->> 'include_notes' = 'false' then 'false' else 'true' end,
                     true);
  return jsonb_build_object(
    'settings', settings,
    'time_zone', zone_name,
    'now', to_jsonb(now()),
    'today', to_jsonb(coach.today()),
    'max_history_days', days,
    'quota_limit', allowed,
    'quota_left', case when allowed > 0 then allowed - used - 1 else -1 end,
    'schema_version', (select value from coach.setting where name = 'schema_version'));
end
$$;
