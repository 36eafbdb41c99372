-- An attempt to sign in, counted as failed before its password is looked at; one that succeeds is taken out again by
-- its moment. Answers with the account of the e-mail and how many seconds to wait: an attempt that has to is not
-- counted. "known" says that this address has signed in to the account before, "everybody" that the address is no one's
-- in particular, and the network is the site's that the address lies in, if it is of IPv6.
-- params: email text, address text, network text, everybody boolean
-- Attempts of one network, of one address, and those against one account come one after the other, always in this
-- order: of a hundred at once, each sees those before it.
select pg_advisory_xact_lock(hashtextextended('sign_in network ' || :network, 0));
select pg_advisory_xact_lock(hashtextextended('sign_in address ' || :address, 0));
select pg_advisory_xact_lock(hashtextextended('sign_in account ' || coach_auth.attempted(:email), 0));
select coach_auth.purge('coach_auth.attempt', 'at', '2 hours');
with account as (
  select u.app_user_id, a.password_hash, a.disabled_at is not null as disabled
  from public.app_user u left join coach_auth.account a using (app_user_id)
  where lower(u.email) = lower(:email) order by u.email = :email desc, u.app_user_id limit 1
), keys as materialized (
  select 'sign_in pair ' || attempted || ' ' || :address as pair,
         'sign_in address ' || :address as address, 'sign_in network ' || :network as network,
         'sign_in account ' || attempted as account
  from (select coach_auth.attempted(:email) as attempted) of
), failed as (
  select key, count(*)::int as times, extract(epoch from clock_timestamp() - max(at))::int as ago
  from coach_auth.attempt
  where key = any ((select array[pair, address, network, account] from keys)::text[])
    and at > clock_timestamp() - interval '1 hour'
  group by key
), decided as (
  select coach_auth.sign_in_wait(
           coalesce(pair.times, 0), coalesce(pair.ago, 0), coalesce(address.times, 0), coalesce(address.ago, 0),
           coalesce(network.times, 0), coalesce(network.ago, 0), coalesce(account.times, 0),
           exists (
             select from coach_auth.event e
             where e.app_user_id = (select app_user_id from account) and e.kind = 'sign_in'
               and e.at > now() - interval '90 days' and e.detail ->> 'address' = :address),
           :everybody) as wait
  from keys
  left join failed pair on pair.key = keys.pair
  left join failed address on address.key = keys.address
  left join failed network on network.key = keys.network
  left join failed account on account.key = keys.account
), noted as (
  insert into coach_auth.attempt (key, at) select counted.key, moment.at
  from decided, (select clock_timestamp() as at) moment, keys,
       unnest(array[pair, address, network, account]) counted (key)
  where decided.wait = 0 and counted.key is not null returning at
)
select jsonb_build_object(
  'app_user_id', (select app_user_id from account), 'password_hash', (select password_hash from account),
  'disabled', coalesce((select disabled from account), false), 'wait', (select wait from decided),
  'at', (select max(at) from noted), 'pair_key', (select pair from keys),
  'other_keys', (select jsonb_build_array(address, network, account) from keys))
