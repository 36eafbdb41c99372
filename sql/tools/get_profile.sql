-- The lifter: name, active plan, and how much training data there is.
-- params:
-- returns: json
with me as materialized (
  select app_user_id,
         name
  from public.app_user
  where app_user_id = (select auth.uid())
),
trained as materialized (
  select performed_session_id,
         session_started_at,
         session_completed_at
  from coach.exercise_entry
  where app_user_id = (select auth.uid())
    and session_completed_at >= coach.since(365)
    and not is_draft
  group by 1, 2, 3
)
select jsonb_build_object(
  'name', (select name from me),
  'looked_back_to', coach.local_date(coach.since(365)),
  'first_session', (
    select min(coach.session_date(session_started_at, session_completed_at)) from trained),
  'last_session', (
    select max(coach.session_date(session_started_at, session_completed_at)) from trained),
  'sessions', (select count(*) from trained),
  'sets', (
    select count(*)
    from coach.performed_set
    where app_user_id = (select auth.uid())
      and session_completed_at >= coach.since(365)
      and not is_warm_up),
  'drafts', (
    select count(*)
    from coach.exercise_entry
    where app_user_id = (select auth.uid())
      and session_completed_at >= coach.since(365)
      and is_draft),
  'plan', (
    select jsonb_build_object(
      'id', p.user_plan_id,
      'name', p.name,
      'starts_on', (p.starts_at at time zone coach.zone())::date,
      'ends_on', (p.ends_at at time zone coach.zone())::date,
      'week', (coach.today() - (p.starts_at at time zone coach.zone())::date) / 7 + 1,
      'days', (
        select count(*)
        from public.session_schedule d
        where d.user_plan_id = p.user_plan_id and d.archived_at is null))
    from public.user_plan p
    where p.app_user_id = (select auth.uid())
      and p.is_active
      and p.archived_at is null
    limit 1)
)
