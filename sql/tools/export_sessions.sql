-- One page of the lifter's sessions with every row below them, in the order of their ids. A place that a client names
-- must be one of the lifter's own: after any other id, part of the log would be missing without a word.
-- params: after uuid, page_limit int, named boolean
select coach.refuse(format('%s is none of your sessions, so no part of the export follows it. Begin with '
                           'workout://export/json/first and go on with the address in next.', :after))
where :named and :after is not null and not exists (
  select from public.performed_session s where s.app_user_id = (select auth.uid()) and s.performed_session_id = :after);
with page as materialized (
  select s.* from public.performed_session s
  where s.app_user_id = (select auth.uid()) and (:after is null or s.performed_session_id > :after)
  order by s.performed_session_id limit :page_limit
), known as materialized (
  select x.performed_exercise_id, x.base_exercise_id
  from coach.entries(null, array(select performed_session_id from page)) x
), exercises as materialized (
  select e.*, k.base_exercise_id from public.performed_exercise e join known k using (performed_exercise_id)
  where e.performed_session_id = any (array(select performed_session_id from page))
)
select jsonb_build_object(
  'performed_session', coalesce((
    select jsonb_agg(to_jsonb(p) - 'app_user_id' order by p.performed_session_id) from page p), '[]'),
  'performed_exercise', coalesce((
    select jsonb_agg(to_jsonb(e) - 'sets' order by e.performed_exercise_id) from exercises e), '[]'),
  'performed_exercise_set', coalesce((
    select jsonb_agg(to_jsonb(s) order by s.performed_exercise_id, s."order") from public.performed_exercise_set s
    where s.performed_exercise_id = any (array(select performed_exercise_id from exercises))), '[]'))
