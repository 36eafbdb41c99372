-- An attempt that nobody could look at, for no fault of whoever made it.
-- params: attempted_at timestamptz, pair_key text, address_key text, account_key text
with forgotten as (
  delete from coach_auth.attempt
  where key in (:pair_key, :address_key, :account_key) and at = :attempted_at
  returning key
)
select jsonb_build_object('forgotten', (select count(*) from forgotten))
