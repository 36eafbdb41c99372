-- An invited person chooses a password; the e-mail is the invitation's.
-- params: token_hash text, name text, password_hash text
select pg_advisory_xact_lock(hashtext('coach invitation ' || :token_hash));
with link as (
  select i.token_hash, i.email from coach_auth.invitation i
  where i.token_hash = :token_hash and i.purpose = 'invite' and i.used_at is null and i.expires_at > now()
    and not exists (
      select from public.app_user u
      join coach_auth.account a using (app_user_id)
      where lower(u.email) = lower(i.email))
),
-- Whose rows came before the account: a person of the workout app, the lifter of this machine.
before as (
  select u.app_user_id from public.app_user u, link
  where lower(u.email) = lower(link.email) order by u.email = link.email desc limit 1
), person as (
  insert into public.app_user (app_user_id, name, email)
  select coalesce((select app_user_id from before), gen_random_uuid()), :name, email from link
  on conflict (app_user_id) do update set name = excluded.name returning app_user_id
), account as (
  insert into coach_auth.account (app_user_id, password_hash)
  select app_user_id, :password_hash from person
), used as (
  update coach_auth.invitation i set used_at = now()
  from link, person where i.token_hash = link.token_hash
), event as (
  insert into coach_auth.event (app_user_id, kind)
  select app_user_id, 'account_created' from person
)
select jsonb_build_object('app_user_id', (select app_user_id from person))
