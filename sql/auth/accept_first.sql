-- The first account: it takes over the local lifter's rows, else those of the person with this e-mail, else none.
-- params: token_hash text, name text, email text, password_hash text
select pg_advisory_xact_lock(hashtext('coach first account'));
with link as (
  select i.token_hash from coach_auth.invitation i
  where i.token_hash = :token_hash and i.purpose = 'first' and i.used_at is null and i.expires_at > now()
    and not exists (select from coach_auth.account a where a.password_hash is not null)
), here as (
  select u.app_user_id from coach.setting t
  join public.app_user u on u.app_user_id::text = t.value
  where t.name = 'local_lifter'
), same_email as (
  select u.app_user_id from public.app_user u
  where lower(u.email) = lower(:email) order by u.email = :email desc limit 1
), target as (
  select coalesce(
           (select app_user_id from here), (select app_user_id from same_email), gen_random_uuid()) as app_user_id,
         exists (select from here, same_email where here.app_user_id <> same_email.app_user_id) as taken
), person as (
  insert into public.app_user (app_user_id, name, email)
  select app_user_id, :name, :email from target, link where not taken
  on conflict (app_user_id) do update set name = excluded.name, email = excluded.email returning app_user_id
), account as (
  insert into coach_auth.account (app_user_id, password_hash)
  select app_user_id, :password_hash from person
  on conflict (app_user_id) do update set password_hash = excluded.password_hash, disabled_at = null
), used as (
  update coach_auth.invitation i set used_at = now()
  from person where i.purpose = 'first' and i.used_at is null
), event as (
  insert into coach_auth.event (app_user_id, kind)
  select app_user_id, 'account_created' from person
)
select jsonb_build_object(
  'app_user_id', (select app_user_id from person), 'taken', (select taken from target) and exists (select from link))
