-- A browser signs out.
-- params: session_hash text
with gone as (delete from coach_auth.browser_session where session_hash = :session_hash returning app_user_id),
event as (
  insert into coach_auth.event (app_user_id, kind)
  select app_user_id, 'sign_out' from gone
)
select jsonb_build_object('ended', exists (select from gone))
