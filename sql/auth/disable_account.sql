-- Shuts a person out, which ends their browsers, apps and codes, or lets them back in. A person who signs in elsewhere
-- may have no account here yet: it is made, to be shut.
-- params: email text, disabled boolean
-- Locked first: a code that becomes tokens in the same moment has done so or cannot any more.
select a.app_user_id from coach_auth.account a join public.app_user u using (app_user_id)
where lower(u.email) = lower(:email) order by a.app_user_id for update of a;
with person as (select u.app_user_id from public.app_user u where lower(u.email) = lower(:email)),
shut as (
  insert into coach_auth.account (app_user_id, disabled_at)
  select app_user_id, now() from person where :disabled
  on conflict (app_user_id) do update set disabled_at = coalesce(coach_auth.account.disabled_at, now())
), opened as (
  update coach_auth.account a set disabled_at = null
  from person where not :disabled and a.app_user_id = person.app_user_id
), sessions as (
  delete from coach_auth.browser_session s using person where :disabled and s.app_user_id = person.app_user_id
), event as (
  insert into coach_auth.event (app_user_id, kind)
  select app_user_id, case when :disabled then 'account_disabled' else 'account_enabled' end from person
)
select jsonb_build_object('found', count(*) > 0) from person
cross join lateral coach_auth.end_apps(case when :disabled then app_user_id end, 'account_disabled')
