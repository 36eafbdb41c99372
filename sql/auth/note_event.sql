-- Something happened to an account.
-- params: app_user_id uuid, kind text
with event as (
  insert into coach_auth.event (app_user_id, kind)
  select u.app_user_id, :kind from public.app_user u where u.app_user_id = :app_user_id
  returning event_id
)
select jsonb_build_object('noted', exists (select from event))
