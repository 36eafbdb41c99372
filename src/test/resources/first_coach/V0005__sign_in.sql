-- What the server itself keeps about accounts and connected apps. Nobody but the connecting role may
-- see any of it: there is no grant to authenticated or anon, and every secret is stored as a hash.

create schema if not exists coach_auth;

create table coach_auth.account (
  app_user_id uuid primary key references public.app_user on delete cascade,
  password_hash text,
  created_at timestamptz not null default now(),
  disabled_at timestamptz
);

create table coach_auth.client (
  client_id text primary key,
  name text not null,
  redirect_uris text[] not null,
  metadata jsonb not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);

create table coach_auth.consent (
  app_user_id uuid not null references public.app_user on delete cascade,
  client_id text not null references coach_auth.client on delete cascade,
  scopes text[] not null,
  granted_at timestamptz not null default now(),
  primary key (app_user_id, client_id)
);

create table coach_auth.code (
  code_hash text primary key,
  client_id text not null references coach_auth.client on delete cascade,
  app_user_id uuid not null references public.app_user on delete cascade,
  redirect_uri text not null,
  challenge text not null,
  scopes text[] not null,
  resource text not null,
  expires_at timestamptz not null
);

create table coach_auth.refresh_token (
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
create index refresh_token_family on coach_auth.refresh_token (family);
create index refresh_token_user on coach_auth.refresh_token (app_user_id);

create table coach_auth.signing_key (
  key_id text primary key,
  public_key text not null,
  private_key text not null,
  created_at timestamptz not null default now(),
  retired_at timestamptz
);

do $$
declare
  own text;
begin
  foreach own in array array[
    'account', 'client', 'consent', 'code', 'refresh_token', 'signing_key'] loop
    execute format('alter table coach_auth.%I enable row level security', own);
  end loop;
end
$$;
