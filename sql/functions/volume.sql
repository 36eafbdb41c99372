-- The caller's sessions since a moment, and from a later one on every work set with the muscles of its exercise.
create or replace function coach.training(since timestamp, sets_since timestamp) returns json
language plpgsql stable as $$
begin return (
  with log as materialized (
    select s.session, s.date, s.started_at, s.completed_at, s.entry, s.exercise_id, s.exercise_name, s.number, s.type,
           s.deload, s.draft, s.data, s.doc from coach.sets($2) s where $1 = $2 or s.completed_at >= $2
    union all
    -- Of what was before, only the sessions count.
    select e.performed_session_id, e.session_date, e.session_started_at, e.session_completed_at, e.performed_exercise_id,
           e.base_exercise_id, e.exercise_name, null, null, e.in_deload, e.is_draft, null, null
    from coach.entries($1) e where $1 < $2 and e.session_completed_at < $2
  ), done as not materialized (select * from log where log.number is not null and log.completed_at >= $2),
  trained as (
    select d.exercise_id, min(d.exercise_name) as name,
           json_agg(coach.timed(d.doc, d.data) order by d.completed_at, d.session, d.entry, d.number) as sets
    from done d where d.type <> 'warm-up'
    -- A name outside the catalogue is one exercise however it is spelled.
    group by d.exercise_id, case when d.exercise_id is null then coach.normalize_label(d.exercise_name) end
  )
  select json_build_object(
    'looked_back_to', coach.local_date($2), 'warm_ups', (select count(*) from done where done.type = 'warm-up'),
    'drafts', (select count(distinct log.entry) from log where log.draft and log.completed_at >= $2),
    'draft_days', coalesce((select json_agg(x.date order by x.date) from log x where x.draft), '[]'),
    'sessions', coalesce((
      select json_agg(x order by x.date, x.id)
      from (
        select l.session as id, l.date, l.deload,
               round(extract(epoch from min(l.completed_at) - min(l.started_at)) / 60)::int as minutes
        from log l where not l.draft group by l.session, l.date, l.deload
      ) x), '[]'),
    'exercises', coalesce((
      select json_agg(
        json_build_object(
          'id', t.exercise_id, 'name', t.name, 'mechanic', b.mechanic, 'force', b.force,
          'category', b.category, 'primary', coalesce(b.primary_muscles, '{}'),
          'secondary', coalesce(b.secondary_muscles, '{}'), 'sets', t.sets)
        order by t.name) from trained t
      left join lateral (
        select x.* from coach.catalog() x where x.base_exercise_id = t.exercise_id limit 1) b on true), '[]')));
end $$;
-- The first moment of the local week so many weeks ago, never further back than the lifter allows.
create or replace function coach.start_of_weeks(weeks int) returns timestamp language sql stable as $$
  select greatest(coach.start_of(date_trunc('week', coach.today()::timestamp)::date - 7 * $1), coach.since(365)) $$;
