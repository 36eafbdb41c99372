-- What each of several names means: clearly one exercise, or candidates, best first.
-- params: names jsonb
-- returns: many
select coalesce(bool_or(f.winner), false) as clear,
       coalesce(
         jsonb_agg(jsonb_build_object('id', f.base_exercise_id, 'name', f.name)
                   order by f.similarity desc, f.name) filter (where f.name is not null),
         '[]') as candidates
from jsonb_array_elements_text(:names) with ordinality asked (name, place)
left join lateral (
  select x.* from coach.find_exercise(asked.name) x
  join public.base_exercise b using (base_exercise_id)
  where b.app_user_id is null or b.app_user_id = (select auth.uid())
) f on true
group by asked.place order by asked.place
