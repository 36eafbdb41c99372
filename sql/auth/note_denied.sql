-- Somebody did not allow an app.
-- params: app_user_id uuid, client_id text
insert into coach_auth.event (app_user_id, client_id, kind)
select u.app_user_id, :client_id, 'app_denied' from public.app_user u where u.app_user_id = :app_user_id;
select 'true'::jsonb
