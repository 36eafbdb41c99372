-- An attempt to sign in, counted as failed before its password is looked at; one that succeeds is
-- taken out again by its moment. Answers with the account of the e-mail and how many seconds to
-- wait, in which case it is not counted. "everybody" says that the address is that of no one in
-- particular.
-- params: email text, address text, pair_key text, address_key text, account_key text, everybody boolean
-- Attempts of one address, and those against one account, come one after the other, always in this
-- order: of a hundred at once, each sees those before it.
select pg_advisory_xact_lock(hashtextextended(:address_key, 0));
select pg_advisory_xact_lock(hashtextextended(:account_key, 0));
select coach_auth.purge('coach_auth.attempt', 'at', '2 hours');
with account as (
  select u.app_user_id, a.password_hash, a.disabled_at is not null as disabled
  from public.app_user u left join coach_auth.account a using (app_user_id)
  where lower(u.email) = lower(:email) order by u.email = :email desc limit 1
), failed as (
  select count(*) filter (where key = :pair_key)::int as pair,
         count(*) filter (where key = :address_key)::int as address,
         count(*) filter (where key = :account_key)::int as account,
         clock_timestamp() - max(at) filter (where key = :pair_key) as pair_ago,
         clock_timestamp() - max(at) filter (where key = :address_key) as address_ago
  from coach_auth.attempt
  where key in (:pair_key, :address_key, :account_key) and at > clock_timestamp() - interval '1 hour'
), decided as materialized (
  select coach_auth.sign_in_wait(
           pair, coalesce(extract(epoch from pair_ago), 0)::int,
           address, coalesce(extract(epoch from address_ago), 0)::int, account,
           -- Whether this address has signed in to the account before.
           exists (
             select from coach_auth.event e
             where e.app_user_id = (select app_user_id from account) and e.kind = 'sign_in'
               and e.at > now() - interval '90 days' and e.detail ->> 'address' = :address),
           :everybody) as wait
  from failed
), noted as (
  insert into coach_auth.attempt (key, at) select key, moment.at
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
