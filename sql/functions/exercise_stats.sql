-- The workout app's statistics per performed exercise; the owner's documents query this view. Its own version divides
-- by zero at 37 reps and turns negative beyond; here a set of more than 12 reps has no one-rep maximum, and the best
-- set of the exercise counts, not the most reps.
create or replace view public.exercise_stats with (security_invoker = true) as
select coalesce(b.name, pe.name) as name, pe.weight,
       (select max(round(36.0 * pe.weight / (37 - r)))
          from unnest(pe.reps::int[]) r where r between 1 and 12)::numeric as brzycki_1_rm_max,
       pe.reps, (select sum(r) * pe.weight / 1000.0 from unnest(pe.reps::int[]) r)::numeric as volume_kg,
       pe.started_at, pe.completed_at, pe.completed_at - pe.started_at as exercise_time,
       d.name as session_name, pe.note, ps.completed_at - ps.started_at as workout_time,
       ps.completed_at::date as date, e.step_increment, e.sort_order, ps.performed_session_id,
       ps.session_schedule_id, d.plan_id, pe.performed_exercise_id, pe.exercise_id
from public.performed_session ps join public.performed_exercise pe using (performed_session_id)
left join public.session_schedule d on d.session_schedule_id = ps.session_schedule_id
left join public.exercise e on e.exercise_id = pe.exercise_id
left join public.base_exercise b using (base_exercise_id);
grant select on public.exercise_stats to authenticated;
-- By this coach knows its own.
comment on view public.exercise_stats is 'corrected by coach: any number of reps, best set';
