-- What Supabase said of a person at the last look, so that a later one sees what has changed.

alter table coach_auth.account add column if not exists supabase_seen jsonb;
comment on column coach_auth.account.supabase_seen is
  'password: hash of Supabase''s hash of the password; sessions: the newest fifty there';
