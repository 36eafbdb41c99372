-- Somebody comes back from Supabase; once.
-- params: state_hash text
-- returns: json
with pending as (
  delete from coach_auth.pending_sign_in
  where state_hash = :state_hash and expires_at > now()
  returning verifier, next
)
select to_jsonb(pending) from pending
