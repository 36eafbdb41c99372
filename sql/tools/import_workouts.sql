-- What an import has to know before it stores anything: the exercises that names from a file mean (remembered mappings
-- first, then labels spelled exactly so; where there is neither, the most similar ones as proposals), what its rows'
-- ids follow from, which of its workouts are there, and what the same key has stored before.
-- params: body jsonb, idempotency_key text
insert into coach.own_seed (app_user_id) values ((select auth.uid())) on conflict do nothing;
with asked as materialized (
  select a.place, a.item ->> 'name' as name, c.rank, coach.normalize_label(c.item ->> 'name') as label,
         coalesce((c.item ->> 'shortened')::boolean, false) as shortened, c.item ->> 'equipment' as equipment
  from jsonb_array_elements(:body -> 'names') with ordinality a (item, place)
  cross join jsonb_array_elements(a.item -> 'candidates') with ordinality c (item, rank)
), lifts as materialized (select array(select coach.own_lifts()) as ids),
known as materialized (
  select distinct on (a.place) a.place, b.base_exercise_id, b.name, k.via from asked a
  join lateral (
    select m.base_exercise_id, 'mapping' as via, 0 as grade from coach.import_mapping m
    where m.app_user_id = (select auth.uid()) and a.rank = 1 and m.label = a.label
    union all
    select l.base_exercise_id, 'label', case when l.app_user_id is null then 2 else 1 end
    from coach.exercise_label l where l.label = a.label and l.chosen
      -- Equipment that the exercise has anyway says nothing new.
      and (not a.shortened or exists (
        select from public.base_exercise x join public.equipment_type q using (equipment_type_id)
        where x.base_exercise_id = l.base_exercise_id and coach.normalize_label(q.name) = a.equipment))
  ) k on true
  join public.base_exercise b on b.base_exercise_id = k.base_exercise_id
  order by a.place, k.via = 'mapping' desc, a.rank, k.grade
), meant as materialized (
  select n.place, n.name, k.base_exercise_id, k.name as exercise, k.via,
         coalesce(k.base_exercise_id, kin.base_exercise_id) as trains
  from (select distinct place, name from asked) n left join known k on k.place = n.place
  -- "Chest Fly" with any equipment trains the same muscles: then it does so without, too.
  left join lateral (
    select (array_agg(v.base_exercise_id order by v.base_exercise_id))[1] as base_exercise_id
    from (
      select l.base_exercise_id, array_agg(distinct m.muscle_group_id) as muscles from asked s
      cross join unnest(array['barbell', 'dumbbell', 'machine', 'cable', 'band', 'kettlebell', 'plate', 'suspension']) e
      join coach.exercise_label l
        on l.label in (s.label || ' ' || e, e || ' ' || s.label) and l.chosen and l.app_user_id is null
      join public.base_exercise_primary_muscle m using (base_exercise_id)
      where s.place = n.place and s.rank = 1 and k.place is null group by 1) v
    having count(distinct v.muscles) = 1) kin on true
), told as materialized (
  select r.*, :body #> array['sessions', (r.place - 1)::text] as item
  from coach.told_sessions(:body ->> 'source', coach.as_array(:body -> 'sessions')) r
)
select jsonb_build_object(
'seed', (select o.seed from coach.own_seed o where o.app_user_id = (select auth.uid())),
'stored', (select count(distinct place) from told where same),
'replaces', (select count(distinct session) from told where not same),
'kept', (select coalesce(jsonb_agg(item -> 'key'), '[]') from told where same and item ->> 'unchanged' = 'true'),
-- A workout that coach's own export corrects stays on its day.
'days', (
  select coalesce(jsonb_object_agg(t.item ->> 'key', s.session_schedule_id), '{}') from told t
  join public.performed_session s on s.performed_session_id = t.session
  join public.session_schedule d using (session_schedule_id)
  where not t.same and :body ->> 'source' = 'plain' and d.name = t.item ->> 'title'),
'earlier', (
  select jsonb_build_object('tool', k.tool, 'hash', k.body_hash, 'answer', k.answer) from coach.idempotency_key k
  where k.app_user_id = (select auth.uid()) and k.key = :idempotency_key),
'matches', coalesce(jsonb_agg(
  jsonb_build_object(
    'primary', nullif(b.primary_muscles, '{}'), 'secondary', nullif(b.secondary_muscles, '{}'),
    'name', n.name, 'id', n.base_exercise_id, 'exercise', n.exercise, 'via', n.via,
    'proposals', case when n.base_exercise_id is null then (
      select coalesce(jsonb_agg(jsonb_build_object('id', p.base_exercise_id, 'exercise', p.name)
                                order by p.similarity desc), '[]')
      from (
        select f.base_exercise_id, f.name, max(f.similarity) as similarity from asked s
        cross join lateral coach.find_exercise(s.label, (select ids from lifts)) f
        where s.place = n.place group by 1, 2 order by 3 desc limit 3
      ) p) end) order by n.place), '[]'))
from meant n
left join lateral (select x.* from coach.catalog() x where x.base_exercise_id = n.trains limit 1) b on true
