-- An attempt that nobody could look at, for no fault of whoever made it.
-- params: attempted_at timestamptz, pair_key text, other_keys jsonb
with forgotten as (
  delete from coach_auth.attempt
  where at = :attempted_at and (key = :pair_key or key in (select jsonb_array_elements_text(:other_keys))) returning key
)
select jsonb_build_object('forgotten', (select count(*) from forgotten))
