-- A person allows an app: a code for one minute, of which each may have ten, and the consent as it will be shown.
-- Nothing where the app, the account or the session in which it was allowed is gone.
-- params: code_hash text, client_id text, app_user_id uuid, session_hash text, redirect_uri text, challenge text, scopes text, resource text
-- Locked first: a reset has ended the session already, or finds this code to end.
select app_user_id from coach_auth.account where app_user_id = :app_user_id for key share;
select coach_auth.purge('coach_auth.code', 'expires_at', '1 day');
delete from coach_auth.code
where code_hash in (
  select code_hash from coach_auth.code where app_user_id = :app_user_id and used_at is null order by created_at desc
  offset 9);
with code as (
  insert into coach_auth.code (code_hash, client_id, app_user_id, redirect_uri, challenge, scopes, resource, expires_at)
  select :code_hash, c.client_id, u.app_user_id, :redirect_uri, :challenge,
         string_to_array(:scopes, ' '), :resource, now() + interval '60 seconds'
  from public.app_user u left join coach_auth.account a using (app_user_id)
  join coach_auth.client c on c.client_id = :client_id
  where u.app_user_id = :app_user_id
    and exists (
      select from coach_auth.browser_session s
      where s.session_hash = :session_hash and s.app_user_id = u.app_user_id)
    and a.disabled_at is null
  returning client_id, app_user_id, scopes
), consent as (
  insert into coach_auth.consent (app_user_id, client_id, scopes)
  select app_user_id, client_id, scopes from code
  on conflict (app_user_id, client_id) do update
  set scopes = excluded.scopes, granted_at = now()
), event as (
  insert into coach_auth.event (app_user_id, client_id, kind, detail)
  select app_user_id, client_id, 'app_allowed', jsonb_build_object('scopes', scopes) from code
)
select jsonb_build_object('added', exists (select from code))
