-- A failed attempt to sign in: one line an hour for each address, and ten for all, so that guessing buries no others.
-- params: app_user_id uuid, address text
with recent as (
  select count(*) as times, coalesce(bool_or(e.detail ->> 'address' = :address), false) as noted from coach_auth.event e
  where e.app_user_id = :app_user_id and e.kind = 'sign_in_failed' and e.at > now() - interval '1 hour'
), event as (
  insert into coach_auth.event (app_user_id, kind, detail)
  select u.app_user_id, 'sign_in_failed', jsonb_build_object('address', :address) from public.app_user u, recent
  where u.app_user_id = :app_user_id and not recent.noted and recent.times < 10 returning event_id
)
select jsonb_build_object('noted', exists (select from event))
