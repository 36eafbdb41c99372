-- A new password through a one-time link; what was signed in or connected before no longer is.
-- params: token_hash text, password_hash text
select pg_advisory_xact_lock(hashtext('coach invitation ' || :token_hash));
-- Locked first: a code that becomes tokens in the same moment has done so or cannot any more.
select app_user_id from coach_auth.account
where app_user_id = (select i.app_user_id from coach_auth.invitation i where i.token_hash = :token_hash) for update;
with used as (
  update coach_auth.invitation i set used_at = now()
  where i.token_hash = :token_hash and i.purpose = 'reset' and i.used_at is null and i.expires_at > now()
  returning i.app_user_id
), account as (
  insert into coach_auth.account (app_user_id, password_hash)
  select app_user_id, :password_hash from used
  on conflict (app_user_id) do update set password_hash = excluded.password_hash
), sessions as (delete from coach_auth.browser_session s using used where s.app_user_id = used.app_user_id),
event as (insert into coach_auth.event (app_user_id, kind) select app_user_id, 'password_reset' from used)
select jsonb_build_object('app_user_id', u.id) from (select (select app_user_id from used) as id) u
cross join lateral coach_auth.end_apps(u.id, 'password_reset')
