-- Sends an app away: what it holds is void at its next call.
-- params: app_user_id uuid, client_id text
-- returns: json
-- Locked first: a code that becomes tokens in the same moment has done so or cannot any more.
select app_user_id from coach_auth.account where app_user_id = :app_user_id for update;
with families as (
  update coach_auth.token_family f set revoked_at = now(), revoked_for = 'disconnected'
  where f.app_user_id = :app_user_id and f.client_id = :client_id and f.revoked_at is null
  returning f.family
),
consent as (
  delete from coach_auth.consent c
  where c.app_user_id = :app_user_id and c.client_id = :client_id
),
codes as (
  delete from coach_auth.code c
  where c.app_user_id = :app_user_id and c.client_id = :client_id and c.used_at is null
),
event as (
  insert into coach_auth.event (app_user_id, client_id, kind)
  select :app_user_id, :client_id, 'app_disconnected'
  where exists (select from families)
)
select jsonb_build_object('gone', exists (select from families))
