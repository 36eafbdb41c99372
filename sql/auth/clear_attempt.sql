-- An attempt turned out to be right: it is no failure, nor are the typing errors before it.
-- params: attempted_at timestamptz, pair_key text, other_keys jsonb
with cleared as (
  delete from coach_auth.attempt
  where key = :pair_key or (at = :attempted_at and key in (select jsonb_array_elements_text(:other_keys))) returning key
)
select jsonb_build_object('cleared', (select count(*) from cleared))
