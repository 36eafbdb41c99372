-- Every work set since a moment, deloads included and marked, with each exercise's muscles: what
-- volume, landmarks, deload signals and the summary are counted from.
create or replace function coach.sets_with_muscles(since timestamp) returns jsonb
language sql stable as $$
  with done as materialized (
    select s.*,
           coach.session_date(s.session_started_at, s.session_completed_at) as date
    from coach.performed_set s
    where s.app_user_id = (select auth.uid())
      and s.session_completed_at >= since
  )
  select jsonb_build_object(
    'looked_back_to', coach.local_date(since),
    'warm_ups', (select count(*) from done where is_warm_up),
    'drafts', (
      select count(*)
      from coach.exercise_entry e
      where e.app_user_id = (select auth.uid())
        and e.session_completed_at >= since
        and e.is_draft),
    'exercises', coalesce((
      select jsonb_agg(
        jsonb_build_object(
          'id', x.base_exercise_id,
          'name', x.exercise_name,
          'mechanic', b.mechanic,
          'force', b.force,
          'category', (
            select c.name
            from public.exercise_category c
            where c.category_id = b.category_id),
          'primary', array(
            select m.name
            from public.base_exercise_primary_muscle pm
            join public.muscle_group m using (muscle_group_id)
            where pm.base_exercise_id = x.base_exercise_id
            order by pm.sort_order, m.name),
          'secondary', array(
            select m.name
            from public.base_exercise_secondary_muscle sm
            join public.muscle_group m using (muscle_group_id)
            where sm.base_exercise_id = x.base_exercise_id
            order by sm.sort_order, m.name),
          'sets', x.sets)
        order by x.exercise_name)
      from (
        select d.base_exercise_id,
               min(d.exercise_name) as exercise_name,
               jsonb_agg(
                 jsonb_build_array(d.performed_session_id, d.date, d.set_number, d.set_type,
                                   d.weight_g, d.reps, d.rpe, extract(epoch from d.rest)::int,
                                   d.in_deload, d.data ->> 'bodyweight_g' is not null)
                 order by d.session_completed_at, d.performed_session_id, d.performed_exercise_id,
                          d.set_number) as sets
        from done d
        where not d.is_warm_up
        -- A name outside the catalogue is one exercise however it is spelled.
        group by d.base_exercise_id,
                 case when d.base_exercise_id is null
                      then coach.normalize_label(d.exercise_name) end
      ) x
      left join public.base_exercise b using (base_exercise_id)), '[]'))
$$;
