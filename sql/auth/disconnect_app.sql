-- Sends an app away: what it holds is void at its next call.
-- params: app_user_id uuid, client_id text
-- Locked first: a code that becomes tokens in the same moment has done so or cannot any more.
select app_user_id from coach_auth.account where app_user_id = :app_user_id for update;
with ended as materialized (select coach_auth.end_apps(:app_user_id, 'disconnected', :client_id) > 0 as gone),
consent as (delete from coach_auth.consent c where c.app_user_id = :app_user_id and c.client_id = :client_id),
event as (
  insert into coach_auth.event (app_user_id, client_id, kind)
  select :app_user_id, :client_id, 'app_disconnected' from ended where gone
)
select jsonb_build_object('gone', gone) from ended
