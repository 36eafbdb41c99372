-- What an app's document said, until it must be read again; unused apps as in register_client.
-- params: client_id text, name text, redirect_uris jsonb, metadata jsonb, seconds int
with stored as (
  insert into coach_auth.client (client_id, name, redirect_uris, metadata, source, expires_at)
  select
    :client_id, :name, array(select jsonb_array_elements_text(:redirect_uris)), :metadata,
    'document', now() + make_interval(secs => :seconds)
  where exists (select from coach_auth.client where client_id = :client_id)
     or (select count(*) from coach_auth.client where last_used_at is null) < 10000
  on conflict (client_id) do update
  set name = excluded.name, redirect_uris = excluded.redirect_uris, metadata = excluded.metadata,
      expires_at = excluded.expires_at returning client_id
), gone as (
  delete from coach_auth.client
  where client_id in (
    select client_id from coach_auth.client
    where last_used_at is null and client_id <> :client_id order by created_at desc offset 1999)
    and created_at < now() - interval '1 hour'
)
select to_jsonb(exists (select from stored))
