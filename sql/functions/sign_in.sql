-- Of which account an attempt to sign in is counted, as a hash: by its id, because many spellings of an e-mail lead to
-- one account; an e-mail without one by itself, as the database compares it.
create or replace function coach_auth.attempted(email text) returns text language sql stable as $$
  select encode(sha256(convert_to(
    coalesce(
      (select u.app_user_id::text
       from public.app_user u where lower(u.email) = lower(attempted.email)
       order by u.email = attempted.email desc, u.app_user_id limit 1),
      lower(attempted.email)), 'UTF8')), 'hex') $$;
-- Seconds until the next attempt to sign in is looked at; 0 for at once. Over the last hour: failures of this address
-- against this account, of this address and of its site's network against any account, of all against this account, and
-- how many seconds ago the last was. The last count keeps nobody out: it only leaves addresses that have not signed in
-- to the account before a single free try. A known address does not wait for what others behind it did to other
-- accounts. An address that stands for everybody says little, so more is free there.
create or replace function coach_auth.sign_in_wait(
  pair int, pair_ago int, address int, address_ago int, network int, network_ago int, account int,
  known boolean, everybody boolean)
returns int language sql immutable as $$
  select greatest(0, max(least(900, r.first * 2 ^ least(r.failures - r.free, 20)) - r.ago))::int
  from (
    values
      (pair,
       case when account >= 20 and not known and not everybody then 1 when everybody then 100 else 5 end,
       case when account >= 20 and not known and not everybody then 60 else 2 end, pair_ago),
      (case when known then 0 else address end, case when everybody then 400 else 20 end, 2, address_ago),
      (case when known then 0 else network end, 100, 2, network_ago)
  ) r (failures, free, first, ago)
  where r.failures >= r.free $$;
