-- A browser that has proved whose it is; the attempt, and the typing errors before it, are no failures. Nothing where
-- the account is disabled or gone, or the proven password (null where none of ours was) replaced meanwhile.
-- params: app_user_id uuid, session_hash text, address text, way text, proven_hash text, attempted_at timestamptz, pair_key text, other_keys jsonb
-- Locked first: a reset has replaced the password already, or finds this session to end.
select app_user_id from coach_auth.account where app_user_id = :app_user_id for no key update;
select coach_auth.follow_supabase(:app_user_id);
delete from coach_auth.attempt
where key = :pair_key or (at = :attempted_at and key in (select jsonb_array_elements_text(:other_keys)));
select coach_auth.purge('coach_auth.browser_session', 'expires_at', '0');
with allowed as (
  select u.app_user_id from public.app_user u left join coach_auth.account a using (app_user_id)
  where u.app_user_id = :app_user_id and a.disabled_at is null
    and (:proven_hash is null or a.password_hash = :proven_hash)
    and not coach_auth.is_shut_out(u.app_user_id)
), account as (
  insert into coach_auth.account (app_user_id, last_sign_in_at)
  select app_user_id, now() from allowed
  on conflict (app_user_id) do update set last_sign_in_at = now()
), session as (
  insert into coach_auth.browser_session (session_hash, app_user_id, expires_at)
  select :session_hash, app_user_id, now() + interval '30 days' from allowed
), event as (
  insert into coach_auth.event (app_user_id, kind, detail)
  select app_user_id, 'sign_in', jsonb_build_object('address', :address, 'way', :way) from allowed
)
select jsonb_build_object('started', exists (select from allowed))
