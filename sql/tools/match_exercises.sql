-- Finds the exercises that names from a file mean: remembered mappings first, then labels spelled
-- exactly so; where there is neither, the most similar ones as proposals.
-- params: names jsonb
with asked as materialized (
  select a.place, a.item ->> 'name' as name, c.rank,
         coach.normalize_label(c.item ->> 'name') as label,
         coalesce((c.item ->> 'shortened')::boolean, false) as shortened
  from jsonb_array_elements(:names) with ordinality a (item, place)
  cross join jsonb_array_elements(a.item -> 'candidates') with ordinality c (item, rank)
), lifts as materialized (
  select array(select coach.own_lifts()) as ids
), known as materialized (
  select distinct on (a.place) a.place, b.base_exercise_id, b.name, k.via from asked a
  join lateral (
    select m.base_exercise_id, 'mapping' as via, 0 as grade from coach.import_mapping m
    where m.app_user_id = (select auth.uid()) and a.rank = 1 and m.label = a.label
    union all
    select l.base_exercise_id, 'label', case when l.app_user_id is null then 2 else 1 end
    from coach.exercise_label l where l.label = a.label and l.chosen and not a.shortened
  ) k on true
  join public.base_exercise b on b.base_exercise_id = k.base_exercise_id
  order by a.place, k.via = 'mapping' desc, a.rank, k.grade
)
select coalesce(jsonb_agg(
  jsonb_build_object(
    'name', n.name, 'id', k.base_exercise_id, 'exercise', k.name, 'via', k.via,
    'proposals', case when k.place is null then (
      select coalesce(jsonb_agg(jsonb_build_object('id', p.base_exercise_id, 'exercise', p.name)
                                order by p.similarity desc), '[]')
      from (
        select f.base_exercise_id, f.name, max(f.similarity) as similarity from asked s
        cross join lateral coach.find_exercise(s.label, (select ids from lifts)) f
        where s.place = n.place group by 1, 2 order by 3 desc limit 3
      ) p) end)
  order by n.place), '[]')
from (select distinct place, name from asked) n left join known k on k.place = n.place
