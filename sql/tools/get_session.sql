-- One session in full. The selector is an id, "last", "today" or a local date.
-- params: session text
-- returns: json
with mine as materialized (
  select s.*,
         coach.session_date(s.started_at, s.completed_at) as date
  from public.performed_session s
  where s.app_user_id = (select auth.uid())
    and case
          when :session ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
            then s.performed_session_id::text = lower(:session)
          else s.completed_at >= coach.since(365)
        end
),
chosen as materialized (
  select m.*
  from mine m
  where case
          when :session ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then true
          when lower(:session) = 'last' then exists (
            select from public.performed_exercise e
            where e.performed_session_id = m.performed_session_id and e.completed_at is not null)
          when lower(:session) = 'today' then m.date = coach.today()
          when :session ~ '^\d{4}-\d{2}-\d{2}$' then m.date::text = :session
          else false
        end
  order by m.completed_at desc, m.performed_session_id
  limit 20
),
one as materialized (
  select * from chosen limit 1
),
sets as materialized (
  select performed_exercise_id,
         jsonb_agg(
           jsonb_build_array(set_number, set_type, weight_g, reps, rpe,
                             extract(epoch from rest)::int,
                             data -> 'assistance_g', data -> 'bodyweight_g', data ->> 'note')
           order by set_number) as sets
  from coach.performed_set
  where app_user_id = (select auth.uid())
    and performed_session_id = (select performed_session_id from one)
  group by performed_exercise_id
)
select jsonb_build_object(
  'session', (
    select jsonb_build_object(
      'id', o.performed_session_id,
      'date', o.date,
      'started_at', to_char((o.started_at at time zone 'UTC') at time zone coach.zone(),
                            'YYYY-MM-DD"T"HH24:MI'),
      'completed_at', to_char((o.completed_at at time zone 'UTC') at time zone coach.zone(),
                              'YYYY-MM-DD"T"HH24:MI'),
      'minutes', case when o.completed_at > o.started_at
                      then round(extract(epoch from o.completed_at - o.started_at) / 60)::int end,
      'day', d.name,
      'plan', coalesce(p.name, u.name),
      'in_progress', coalesce(o.data ->> 'in_progress' = 'true', false),
      'note', case when coach.notes_allowed() then o.note end)
    from one o
    left join public.session_schedule d using (session_schedule_id)
    left join public.plan p on p.plan_id = d.plan_id
    left join public.user_plan u on u.user_plan_id = d.user_plan_id),
  'others', coalesce((
    select jsonb_agg(performed_session_id)
    from chosen
    where performed_session_id <> (select performed_session_id from one)
      and lower(:session) <> 'last'), '[]'),
  'exercises', coalesce((
    select jsonb_agg(
      jsonb_build_object(
        'id', e.performed_exercise_id,
        'exercise_id', e.base_exercise_id,
        'name', e.exercise_name,
        'written_name', e.written_name,
        'draft', e.is_draft,
        'planned', case when e.is_draft then
          jsonb_build_object('reps', to_jsonb(e.reps), 'weight_g', e.weight) end,
        'deload', e.in_deload,
        'superset', e.data -> 'superset',
        'note', case when coach.notes_allowed() then e.note end,
        'sets', coalesce(s.sets, '[]'))
      order by e.data -> 'position', e.started_at, e.completed_at, e.performed_exercise_id)
    from coach.exercise_entry e
    left join sets s using (performed_exercise_id)
    where e.app_user_id = (select auth.uid())
      and e.performed_session_id = (select performed_session_id from one)), '[]')
)
