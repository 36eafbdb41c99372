-- A refresh token becomes a new one, once. Using it again, or by another app, ends all that came of the same consent:
-- then two had it, and one of them stole it (RFC 9700 section 4.14.2). For 30 seconds the same app gets another new one
-- instead: its answer was lost, or two of its windows asked at once. One consent is worth 60 pairs of tokens an hour.
-- params: token_hash text, client_id text, scopes text, resource text, refresh_hash text
select coach_auth.follow_supabase((select app_user_id from coach_auth.refresh_token where token_hash = :token_hash));
-- Locked first: every other use of its tokens, and what ends it, comes before or after.
select family from coach_auth.token_family
where family = (select family from coach_auth.refresh_token where token_hash = :token_hash) for update;
select coach_auth.purge('coach_auth.attempt', 'at', '2 hours');
with token as (
  select t.token_hash, t.client_id, t.app_user_id, t.scopes, t.resource, t.family, r.wait,
         case
           when f.revoked_at is not null or t.revoked_at is not null then 'revoked'
           when t.client_id <> :client_id then 'client'
           when t.used_at < clock_timestamp() - interval '30 seconds' then 'replayed'
           when t.expires_at <= clock_timestamp() then 'expired'
           when exists (
             select from coach_auth.account a
             where a.app_user_id = t.app_user_id and a.disabled_at is not null) then 'disabled'
           when t.resource <> coalesce(:resource, t.resource) then 'resource'
           when not t.scopes @> coalesce(string_to_array(:scopes, ' '), t.scopes) then 'scope'
           when r.wait is not null then 'often'
           else 'good'
         end as verdict
  from coach_auth.refresh_token t join coach_auth.token_family f using (family)
  left join lateral (
    select greatest(1, ceil(extract(epoch from o.created_at + interval '1 hour' - clock_timestamp())))::int as wait
    from coach_auth.refresh_token o where o.family = t.family and o.created_at > clock_timestamp() - interval '1 hour'
    order by o.created_at desc offset 59 limit 1
  ) r on true
  where t.token_hash = :token_hash
), spent as (
  update coach_auth.refresh_token t set used_at = coalesce(t.used_at, clock_timestamp())
  from token where t.token_hash = token.token_hash and token.verdict = 'good'
), refresh as (
  insert into coach_auth.refresh_token (token_hash, family, client_id, app_user_id, scopes, resource, expires_at)
  select :refresh_hash, family, client_id, app_user_id, scopes, resource, now() + interval '60 days'
  from token where verdict = 'good'
), used as (
  update coach_auth.client c set last_used_at = now()
  from token where c.client_id = token.client_id and token.verdict = 'good'
), alive as (
  update coach_auth.token_family f set last_used_at = now()
  from token where f.family = token.family and f.revoked_at is null and token.verdict = 'good' returning f.family
), ended as (
  update coach_auth.token_family f
  set revoked_at = now(), revoked_for = 'refresh_replayed' from token
  where f.family = token.family and f.revoked_at is null and token.verdict in ('replayed', 'client')
), event as (
  insert into coach_auth.event (app_user_id, client_id, kind)
  select app_user_id, client_id, case verdict when 'good' then 'token_refreshed' else 'refresh_replayed' end
  from token where verdict in ('good', 'replayed', 'client')
)
select jsonb_build_object(
  'client', exists (select from coach_auth.client where client_id = :client_id),
  'verdict', coalesce((select verdict from token), 'unknown'), 'wait', (select wait from token),
  'grant', (
    select jsonb_build_object(
      'app_user_id', app_user_id, 'client_id', client_id, 'scopes', scopes, 'resource', resource, 'family', family)
    from token join alive using (family)))
