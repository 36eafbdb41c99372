-- The keys whose tokens may still be good, newest first. One that has retired verifies for two hours more: a token
-- lives for one, and clocks and caches are not exact.
-- returns: many
select key_id, public_key, private_key, is_encrypted, not_before <= now() as has_begun,
       coalesce(retired_at <= now(), false) as is_retired, not_before < now() - interval '90 days' as is_old
from coach_auth.signing_key where retired_at is null or retired_at > now() - interval '2 hours'
order by created_at desc, key_id
