-- An attempt turned out to be right: it is no failure, nor are the typing errors before it.
-- params: attempted_at timestamptz, pair_key text, address_key text, account_key text
with cleared as (
  delete from coach_auth.attempt
  where key = :pair_key or (key in (:address_key, :account_key) and at = :attempted_at)
  returning key
)
select jsonb_build_object('cleared', (select count(*) from cleared))
