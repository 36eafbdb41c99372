-- Which of these ids this database knows: exercises of the catalogue, and days of its own plans.
-- params: exercises jsonb, days jsonb
select jsonb_build_object(
  'exercises', coalesce((
    select jsonb_agg(b.base_exercise_id) from jsonb_array_elements_text(:exercises) x (id)
    join public.base_exercise b on b.base_exercise_id = x.id::uuid
    where b.app_user_id is null or b.app_user_id = (select auth.uid())), '[]'),
  'days', coalesce((
    select jsonb_agg(d.session_schedule_id) from jsonb_array_elements_text(:days) x (id)
    join public.session_schedule d on d.session_schedule_id = x.id::uuid
    where d.user_plan_id is null), '[]'))
