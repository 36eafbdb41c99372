-- A code becomes tokens once; a wrong use spends it. To use it again with all that it takes ends what it gave: then two
-- had it, and one stole it (RFC 6749 section 4.1.2); to have merely seen it ends nothing (OAuth 2.1 section 7.5.3).
-- params: code_hash text, client_id text, redirect_uri text, challenge text, resource text, refresh_hash text
select coach_auth.follow_supabase((select app_user_id from coach_auth.code where code_hash = :code_hash));
-- Locked first: another exchange of it, and what ends the person's apps, comes before or after.
select app_user_id from coach_auth.account
where app_user_id = (select c.app_user_id from coach_auth.code c where c.code_hash = :code_hash)
for key share;
select code_hash from coach_auth.code where code_hash = :code_hash for update;
with code as (
  select c.code_hash, c.client_id, c.app_user_id, c.scopes, c.resource, c.family,
         case
           when c.client_id <> :client_id then 'client'
           when c.challenge <> :challenge then 'verifier'
           when c.redirect_uri <> coalesce(:redirect_uri, c.redirect_uri) then 'redirect'
           when c.used_at is not null then 'replayed'
           when c.expires_at <= clock_timestamp() then 'expired'
           when c.resource <> coalesce(:resource, c.resource) then 'resource'
           when exists (
             select from coach_auth.account a
             where a.app_user_id = c.app_user_id and a.disabled_at is not null) then 'disabled'
           else 'good'
         end as verdict
  from coach_auth.code c where c.code_hash = :code_hash
), spent as (
  update coach_auth.code c set used_at = now()
  from code where c.code_hash = code.code_hash and code.verdict <> 'replayed'
), family as (
  insert into coach_auth.token_family (family, client_id, app_user_id, scopes)
  select family, client_id, app_user_id, scopes from code where verdict = 'good'
), refresh as (
  insert into coach_auth.refresh_token (token_hash, family, client_id, app_user_id, scopes, resource, expires_at)
  select :refresh_hash, family, client_id, app_user_id, scopes, resource, now() + interval '60 days'
  from code where verdict = 'good'
), used as (
  update coach_auth.client c set last_used_at = now()
  from code where c.client_id = code.client_id and code.verdict = 'good'
), ended as (
  update coach_auth.token_family f set revoked_at = now(), revoked_for = 'code_replayed'
  from code where code.verdict = 'replayed' and f.family = code.family and f.revoked_at is null
  returning f.app_user_id, f.client_id
), event as (
  insert into coach_auth.event (app_user_id, client_id, kind)
  select app_user_id, client_id, 'token_issued' from code where verdict = 'good'
  union all
  select app_user_id, client_id, 'code_replayed' from ended
)
select jsonb_build_object(
  'client', exists (select from coach_auth.client where client_id = :client_id),
  'verdict', coalesce((select verdict from code), 'unknown'),
  'grant', (
    select jsonb_build_object(
      'app_user_id', app_user_id, 'client_id', client_id, 'scopes', scopes, 'resource', resource, 'family', family)
    from code where verdict = 'good'))
