-- Every performed set of one exercise, newest session first, one page of sessions.
-- params: exercise text, days int, include_warm_ups boolean, page_limit int, page_offset int
-- returns: json
-- fast by: performed_session_of_user
with found as materialized (
  select * from coach.find_exercise(:exercise)
),
hit as materialized (
  select base_exercise_id, name from found where winner limit 1
),
everything as materialized (
  select s.*
  from coach.performed_set s
  where s.app_user_id = (select auth.uid())
    and s.base_exercise_id = (select base_exercise_id from hit)
    and s.session_completed_at >= coach.since(:days)
),
done as materialized (
  select *
  from everything
  where :include_warm_ups or not is_warm_up
),
visits as materialized (
  select performed_session_id,
         max(session_completed_at) as completed_at,
         coach.session_date(min(session_started_at), min(session_completed_at)) as date,
         bool_or(in_deload) as deload,
         jsonb_agg(
           jsonb_build_array(set_number, set_type, weight_g, reps, rpe,
                             extract(epoch from rest)::int,
                             data -> 'assistance_g', data -> 'bodyweight_g')
           order by performed_exercise_id, set_number) as sets
  from done
  group by performed_session_id
),
page as (
  select v.*,
         d.name as day,
         case when coach.notes_allowed() then
           nullif(concat_ws(' / ', s.note, (
             select string_agg(e.note, ' / ')
             from public.performed_exercise e
             where e.performed_exercise_id in (
               select x.performed_exercise_id from done x
               where x.performed_session_id = v.performed_session_id))), '')
         end as note
  from visits v
  join public.performed_session s using (performed_session_id)
  left join public.session_schedule d using (session_schedule_id)
  order by v.date desc, v.completed_at desc, v.performed_session_id
  limit :page_limit offset :page_offset
)
select jsonb_build_object(
  'exercise', (select jsonb_build_object('id', base_exercise_id, 'name', name) from hit),
  'candidates', (
    select jsonb_agg(jsonb_build_object('id', base_exercise_id, 'name', name))
    from (select * from found limit 5) f),
  'looked_back_to', coach.local_date(coach.since(:days)),
  'total', (select count(*) from visits),
  'warm_ups', (
    select count(*) from everything where is_warm_up and not :include_warm_ups),
  'drafts', (
    select count(*)
    from coach.exercise_entry e
    where e.app_user_id = (select auth.uid())
      and e.base_exercise_id = (select base_exercise_id from hit)
      and e.session_completed_at >= coach.since(:days)
      and e.is_draft),
  'sessions', coalesce((
    select jsonb_agg(
      jsonb_build_object('id', performed_session_id, 'date', date, 'day', day, 'deload', deload,
                         'note', note, 'sets', sets)
      order by date desc, completed_at desc, performed_session_id)
    from page), '[]')
)
