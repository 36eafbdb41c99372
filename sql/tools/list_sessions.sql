-- Performed sessions, newest first, one page.
-- params: since date, until date, text text, page_limit int, page_offset int
-- returns: json
-- fast by: performed_session_of_user
with entries as materialized (
  select e.*
  from coach.exercise_entry e
  where e.app_user_id = (select auth.uid())
    and e.session_completed_at >= greatest(
      coach.since(365), coach.start_of(coalesce(:since, coach.local_date(coach.since(365)))))
    and (:until is null
         or coalesce(e.session_started_at, e.session_completed_at) < coach.start_of(:until + 1))
),
sessions as materialized (
  select performed_session_id,
         min(session_schedule_id::text)::uuid as session_schedule_id,
         min(session_started_at) as started_at,
         min(session_completed_at) as completed_at,
         coach.session_date(min(session_started_at), min(session_completed_at)) as date,
         bool_or(in_deload) as deload,
         count(*) filter (where is_draft) as drafts,
         array_agg(exercise_name order by started_at, performed_exercise_id)
           filter (where not is_draft) as exercises
  from entries
  group by performed_session_id
  having bool_or(not is_draft)
),
wanted as materialized (
  select s.*,
         d.name as day,
         p.note as note,
         coalesce(p.data ->> 'in_progress' = 'true', false) as in_progress
  from sessions s
  join public.performed_session p using (performed_session_id)
  left join public.session_schedule d on d.session_schedule_id = s.session_schedule_id
  where :text is null
     or position(lower(:text) in lower(d.name)) > 0
     or position(lower(:text) in lower(array_to_string(s.exercises, ' '))) > 0
     or (coach.notes_allowed() and position(lower(:text) in lower(p.note)) > 0)
),
page as materialized (
  select *
  from wanted
  order by date desc, completed_at desc, performed_session_id
  limit :page_limit offset :page_offset
),
amounts as (
  select performed_session_id,
         count(*) filter (where not is_warm_up) as sets,
         sum(weight_g::bigint * reps) filter (where not is_warm_up) as volume_g
  from coach.performed_set
  where app_user_id = (select auth.uid())
    and session_completed_at >= (select min(completed_at) from page)
    and session_completed_at <= (select max(completed_at) from page)
  group by performed_session_id
)
select jsonb_build_object(
  'looked_back_to', coach.local_date(greatest(
    coach.since(365), coach.start_of(coalesce(:since, coach.local_date(coach.since(365)))))),
  'total', (select count(*) from wanted),
  'sessions', coalesce((
    select jsonb_agg(
      jsonb_build_object(
        'id', p.performed_session_id,
        'date', p.date,
        'day', p.day,
        'minutes', case when p.completed_at > p.started_at
                        then round(extract(epoch from p.completed_at - p.started_at) / 60)::int end,
        'exercises', to_jsonb(p.exercises),
        'sets', coalesce(a.sets, 0),
        'volume_g', coalesce(a.volume_g, 0),
        'deload', p.deload,
        'in_progress', p.in_progress,
        'drafts', p.drafts,
        'note', case when coach.notes_allowed() then p.note end)
      order by p.date desc, p.completed_at desc, p.performed_session_id)
    from page p
    left join amounts a using (performed_session_id)), '[]')
)
