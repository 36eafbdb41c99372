-- Which of these ids this database knows: exercises of the catalogue, and days of its own plans.
-- params: exercises jsonb, days jsonb
select jsonb_build_object(
  'exercises', coalesce((
    select jsonb_agg(x.id) from (select e::uuid as id from jsonb_array_elements_text(:exercises) e offset 0) x
    cross join lateral (
      select from public.base_exercise b
      where b.base_exercise_id = x.id and (b.app_user_id is null or b.app_user_id = (select auth.uid()))
      offset 0) known), '[]'),
  'days', coalesce((
    select jsonb_agg(x.id) from (select d::uuid as id from jsonb_array_elements_text(:days) d offset 0) x
    cross join lateral (
      select from public.session_schedule s
      where s.session_schedule_id = x.id and s.user_plan_id is null offset 0) known), '[]'))
