-- Lifters' plans that the caller may see: own ones, and public ones without whose they are. With the owner's rights,
-- because no policy can hide one column of some rows.
create or replace view coach.seen_plan with (security_invoker = false, security_barrier = true) as
select u.user_plan_id, u.name, u.description, u.visibility, u.archived_at, u.updated_at,
       u.data ->> 'kind' as kind, u.is_active and u.app_user_id = (select auth.uid()) as is_active,
       case when u.app_user_id = (select auth.uid()) then u.app_user_id end as owner_id,
       jsonb_build_object('weeks', u.data -> 'weeks', 'deload_weeks', u.data -> 'deload_weeks',
                          'days_per_week', u.data -> 'days_per_week', 'weekdays', u.data -> 'weekdays') as schedule
from public.user_plan u where u.app_user_id = (select auth.uid()) or u.visibility = 'public';
revoke all on coach.seen_plan from anon, authenticated;
grant select on coach.seen_plan to anon, authenticated, service_role;
-- Every plan that the caller may see, whoever made it.
create or replace view public.all_plans with (security_invoker = true) as
select p.plan_id as id, p.name, p.description, 'plan' as source, null::uuid as owner_id,
       p.visibility, p.is_system as first_party from public.plan p
union all
select u.user_plan_id, u.name, u.description, 'user_plan', u.owner_id, u.visibility, false from coach.seen_plan u;
revoke all on public.all_plans from anon, authenticated;
grant select on public.all_plans to anon, authenticated, service_role;
-- Days are seen with their plan.
drop policy if exists "days of visible plans only" on public.session_schedule;
create policy "days of visible plans only" on public.session_schedule as restrictive for select to anon, authenticated
  using (user_plan_id is null or exists (
    select from coach.seen_plan p where p.user_plan_id = session_schedule.user_plan_id));
