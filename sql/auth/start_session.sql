-- A browser that has proved whose it is. The attempt that led here is no failure, and neither are
-- the typing errors before it. Answers with nothing where the account is disabled or gone, or the
-- password that was proven (null where none of ours was) has been replaced while it was looked at.
-- params: app_user_id uuid, session_hash text, address text, way text, proven_hash text, attempted_at timestamptz, pair_key text, other_keys jsonb
-- returns: json
-- Locked first: a reset has replaced the password already, or finds this session to end.
select app_user_id
from coach_auth.account
where app_user_id = :app_user_id
for no key update;
delete from coach_auth.attempt
where key = :pair_key
   or (at = :attempted_at and key in (select jsonb_array_elements_text(:other_keys)));
-- Others' rows are left to those who hold them: they may wait for this account.
delete from coach_auth.browser_session
where ctid = any (array(
  select ctid
  from coach_auth.browser_session
  where expires_at < now()
  for update skip locked));
with allowed as (
  select u.app_user_id
  from public.app_user u
  where u.app_user_id = :app_user_id
    and not exists (
      select from coach_auth.account a
      where a.app_user_id = u.app_user_id and a.disabled_at is not null)
    and (
      :proven_hash is null
      or exists (
        select from coach_auth.account a
        where a.app_user_id = u.app_user_id and a.password_hash = :proven_hash))
),
account as (
  insert into coach_auth.account (app_user_id, last_sign_in_at)
  select app_user_id, now() from allowed
  on conflict (app_user_id) do update set last_sign_in_at = now()
),
session as (
  insert into coach_auth.browser_session (session_hash, app_user_id, expires_at)
  select :session_hash, app_user_id, now() + interval '30 days' from allowed
),
event as (
  insert into coach_auth.event (app_user_id, kind, detail)
  select app_user_id, 'sign_in', jsonb_build_object('address', :address, 'way', :way) from allowed
)
select jsonb_build_object('started', exists (select from allowed))
