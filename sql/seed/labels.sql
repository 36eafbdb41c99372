-- The labels of the catalogue that is there, where they are missing: a trigger keeps them from then on.
with added as (
  insert into coach.exercise_label (label, base_exercise_id, app_user_id, rank)
  select label, base_exercise_id, app_user_id, min(rank)
  from (
    select coach.normalize_label(name) as label, base_exercise_id, app_user_id, 0 as rank
    from public.base_exercise
    union all
    select coach.normalize_label(a), base_exercise_id, app_user_id, 1
    from public.base_exercise, unnest(aliases) a
  ) spelled
  where label <> ''
  group by label, base_exercise_id, app_user_id
  on conflict (label, base_exercise_id) do nothing
  returning label, app_user_id
)
select coach.choose_labels(array_agg(distinct label), app_user_id) from added group by app_user_id;
