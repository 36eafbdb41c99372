-- Deletes an account with everything it has, in an order that works without cascades: the workout app
-- has none from days to exercises, from plans to days and from accounts to sessions. Whatever other
-- people have trained of it must have been moved before.
create or replace function coach_auth.delete_lifter(leaving uuid) returns boolean
language plpgsql as $$
begin
  delete from public.performed_session where app_user_id = leaving;
  delete from public.exercise e
  using public.session_schedule d, public.user_plan p
  where d.session_schedule_id = e.session_schedule_id
    and p.user_plan_id = d.user_plan_id
    and p.app_user_id = leaving;
  delete from public.session_schedule d
  using public.user_plan p
  where p.user_plan_id = d.user_plan_id and p.app_user_id = leaving;
  delete from public.user_plan where app_user_id = leaving;
  delete from public.base_exercise where app_user_id = leaving;
  delete from public.app_user where app_user_id = leaving;
  return found;
end
$$;
