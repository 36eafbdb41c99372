-- An attempt to sign in, counted as failed before its password is looked at; one that succeeds is
-- taken out again by its moment. Answers with the account of the e-mail and how many seconds to wait:
-- whoever has to is not counted. "known" says that this address has signed in to the account before,
-- "everybody" that the address is no one's in particular.
-- params: email text, address text, pair_key text, address_key text, account_key text, everybody boolean
-- returns: json
-- Attempts of one address, and those against one account, come one after the other, always in this
-- order: of a hundred at once, each sees those before it.
select pg_advisory_xact_lock(hashtextextended(:address_key, 0));
select pg_advisory_xact_lock(hashtextextended(:account_key, 0));
delete from coach_auth.attempt
where ctid = any (array(
  select ctid from coach_auth.attempt
  where at < clock_timestamp() - interval '2 hours'
  for update skip locked));
with account as (
  select u.app_user_id, a.password_hash, a.disabled_at is not null as disabled
  from public.app_user u
  left join coach_auth.account a using (app_user_id)
  where lower(u.email) = lower(:email) order by u.email = :email desc limit 1
),
failed as (
  select key, count(*)::int as times, extract(epoch from clock_timestamp() - max(at))::int as ago
  from coach_auth.attempt
  where key in (:pair_key, :address_key, :account_key)
    and at > clock_timestamp() - interval '1 hour'
  group by key
),
decided as (
  select coach_auth.sign_in_wait(
           coalesce((select times from failed where key = :pair_key), 0),
           coalesce((select ago from failed where key = :pair_key), 0),
           coalesce((select times from failed where key = :address_key), 0),
           coalesce((select ago from failed where key = :address_key), 0),
           coalesce((select times from failed where key = :account_key), 0),
           exists (
             select from coach_auth.event e
             where e.app_user_id = (select app_user_id from account)
               and e.kind = 'sign_in'
               and e.at > now() - interval '90 days'
               and e.detail ->> 'address' = :address),
           :everybody) as wait
),
noted as (
  insert into coach_auth.attempt (key, at)
  select key, moment.at
  from decided, (select clock_timestamp() as at) moment,
       (values (:pair_key), (:address_key), (:account_key)) keys (key)
  where decided.wait = 0
  returning at
)
select jsonb_build_object(
  'app_user_id', (select app_user_id from account),
  'password_hash', (select password_hash from account),
  'disabled', coalesce((select disabled from account), false), 'wait', (select wait from decided),
  'at', (select max(at) from noted))
