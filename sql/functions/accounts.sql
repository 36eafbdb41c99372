-- Deletes the plans of a lifter, or one of them, from the bottom: the workout app's tables do not cascade.
create or replace function coach.delete_plans(owner uuid, plan uuid default null) returns void
language plpgsql as $$
begin
  delete from public.exercise e using public.session_schedule d, public.user_plan p
  where d.session_schedule_id = e.session_schedule_id and p.user_plan_id = d.user_plan_id
    and p.app_user_id = owner and p.user_plan_id = coalesce(plan, p.user_plan_id);
  delete from public.session_schedule d using public.user_plan p
  where p.user_plan_id = d.user_plan_id
    and p.app_user_id = owner and p.user_plan_id = coalesce(plan, p.user_plan_id);
  delete from public.user_plan p
  where p.app_user_id = owner and p.user_plan_id = coalesce(plan, p.user_plan_id);
end
$$;

-- Deletes an account with everything it has. What others have trained of it must have been moved before.
create or replace function coach_auth.delete_lifter(leaving uuid) returns boolean
language plpgsql as $$
begin
  delete from public.performed_session where app_user_id = leaving;
  perform coach.delete_plans(leaving);
  delete from public.base_exercise where app_user_id = leaving;
  delete from public.app_user where app_user_id = leaving;
  return found;
end
$$;
