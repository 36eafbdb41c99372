-- A new password. The other browsers are signed out, and the apps too where that was asked for. Nothing where the
-- session, or the password that was proven, has been ended meanwhile.
-- params: app_user_id uuid, proven_hash text, password_hash text, session_hash text, apps boolean
-- Locked first: a code that becomes tokens in the same moment has done so or cannot any more.
select app_user_id from coach_auth.account where app_user_id = :app_user_id for update;
with account as (
  update coach_auth.account set password_hash = :password_hash
  where app_user_id = :app_user_id and password_hash = :proven_hash
    and exists (
      select from coach_auth.browser_session s
      where s.session_hash = :session_hash and s.app_user_id = :app_user_id)
  returning app_user_id
), sessions as (
  delete from coach_auth.browser_session s using account
  where s.app_user_id = account.app_user_id and s.session_hash <> :session_hash
), event as (insert into coach_auth.event (app_user_id, kind) select app_user_id, 'password_changed' from account)
select jsonb_build_object('changed', u.id is not null) from (select (select app_user_id from account) as id) u
cross join lateral coach_auth.end_apps(case when :apps then u.id end, 'password_changed')
