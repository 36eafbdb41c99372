-- An app gives back what it holds: all tokens of that consent end (RFC 7009 section 2.1).
-- params: token_hash text, family uuid, client_id text
with ended as (
  update coach_auth.token_family f set revoked_at = now(), revoked_for = 'revoked'
  where f.client_id = :client_id and f.revoked_at is null
    and f.family = coalesce(:family, (select t.family from coach_auth.refresh_token t where t.token_hash = :token_hash))
  returning f.app_user_id, f.client_id
), event as (
  insert into coach_auth.event (app_user_id, client_id, kind)
  select app_user_id, client_id, 'token_revoked' from ended
)
select jsonb_build_object(
  'client', exists (select from coach_auth.client where client_id = :client_id), 'revoked', exists (select from ended))
