-- What must be known before a password is looked at: the account of an e-mail, and who failed how
-- often in the last hour. "known" says that this address has signed in to the account before.
-- params: email text, address text, pair_key text, address_key text, account_key text
-- returns: one
with account as (
  select u.app_user_id, a.password_hash, a.disabled_at is not null as disabled
  from public.app_user u
  left join coach_auth.account a using (app_user_id)
  where lower(u.email) = lower(:email)
  order by u.email = :email desc
  limit 1
),
failed as (
  select key, count(*)::int as times, extract(epoch from clock_timestamp() - max(at))::int as ago
  from coach_auth.attempt
  where key in (:pair_key, :address_key, :account_key)
    and at > clock_timestamp() - interval '1 hour'
  group by key
)
select (select app_user_id from account) as app_user_id,
       (select password_hash from account) as password_hash,
       coalesce((select disabled from account), false) as disabled,
       coalesce((select times from failed where key = :pair_key), 0) as pair,
       coalesce((select ago from failed where key = :pair_key), 0) as pair_ago,
       coalesce((select times from failed where key = :address_key), 0) as address,
       coalesce((select ago from failed where key = :address_key), 0) as address_ago,
       coalesce((select times from failed where key = :account_key), 0) as account,
       exists (
         select from coach_auth.event e
         where e.app_user_id = (select app_user_id from account)
           and e.kind = 'sign_in'
           and e.at > now() - interval '90 days'
           and e.detail ->> 'address' = :address) as known
