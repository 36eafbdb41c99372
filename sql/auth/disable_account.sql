-- Shuts a person out or lets them back in. Shutting out ends what they had begun: browsers and apps.
-- params: email text, disabled boolean
-- returns: json
with account as (
  update coach_auth.account a
  set disabled_at = case when :disabled then coalesce(a.disabled_at, now()) end
  from public.app_user u
  where u.app_user_id = a.app_user_id and lower(u.email) = lower(:email)
  returning a.app_user_id
),
sessions as (
  delete from coach_auth.browser_session s
  using account
  where :disabled and s.app_user_id = account.app_user_id
),
apps as (
  update coach_auth.token_family f
  set revoked_at = now(), revoked_for = 'account_disabled'
  from account
  where :disabled and f.app_user_id = account.app_user_id and f.revoked_at is null
),
event as (
  insert into coach_auth.event (app_user_id, kind)
  select app_user_id, case when :disabled then 'account_disabled' else 'account_enabled' end
  from account
)
select jsonb_build_object('found', exists (select from account))
