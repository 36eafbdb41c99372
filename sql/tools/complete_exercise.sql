-- Names of exercises for what has been typed so far, those that the lifter trains first.
-- params: typed text
with asked as materialized (select coach.normalize_label(:typed) as label),
labels as materialized (
  select l.base_exercise_id, min(case when starts_with(l.label, asked.label) then 0 else 1 end) as place from asked
  join coach.exercise_label l on starts_with(l.label, asked.label) or position(' ' || asked.label in l.label) > 0
  where l.app_user_id is null or l.app_user_id = (select auth.uid()) group by 1
), trained as materialized (
  select base_exercise_id, count(*) as entries from coach.entries(coach.since(90)) where not is_draft group by 1
), best as (
  select b.name, row_number() over (order by l.place, coalesce(t.entries, 0) desc, length(b.name), b.name) as place
  from labels l join public.base_exercise b using (base_exercise_id) left join trained t using (base_exercise_id)
)
select coalesce(jsonb_agg(name order by place), '[]') from best where place <= 100
