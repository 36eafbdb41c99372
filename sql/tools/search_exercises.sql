-- Exercises of the catalogue and of the lifter's own by words and properties, or alternatives to one.
-- params: text text, muscle text, equipment text, level text, mechanic text, force text, category text, alternatives_to text, page_limit int, page_offset int
with found as materialized (select * from coach.meant(:alternatives_to) where :alternatives_to is not null),
hit as materialized (
  select b.* from found f
  cross join lateral (select x.* from coach.catalog() x where x.base_exercise_id = f.id limit 1) b
), settings as materialized (
  select nullif(coach.words_of(g.gym -> 'equipment'), '[]') as equipment, coach.words_of(s -> 'pain_flags') as pain
  from (select data -> 'mcp_settings' as s from public.app_user where app_user_id = (select auth.uid())) me
  left join lateral (
    select x.gym from jsonb_array_elements(coach.as_array(s -> 'gyms')) with ordinality x (gym, place)
    where jsonb_typeof(x.gym) = 'object'
    order by (x.gym ->> 'name') is not distinct from (s ->> 'gym') desc, x.place limit 1) g on true
), words as materialized (
  select l.base_exercise_id,
         max(case when l.label = asked.label then 2
                  when position(asked.label in l.label) > 0 then 1
                  else 0 end + coach.word_likeness(asked.label, l.label)) as score
  from (select coach.normalize_label(:text) as label) asked join coach.exercise_label l
    on coach.word_likeness(asked.label, l.label) >= 0.5 or position(asked.label in l.label) > 0
  where asked.label <> '' group by 1
), listed as materialized (
  select b.*, coalesce(w.score, 0) as score from coach.catalog() b left join words w using (base_exercise_id)
  where (:text is null or w.base_exercise_id is not null)
    and (:equipment is null or b.equipment = :equipment) and (:level is null or b.level = :level)
    and (:mechanic is null or b.mechanic = :mechanic) and (:force is null or b.force = :force)
    and (:category is null or b.category = :category)
), wanted as materialized (
  select l.*, h.name as instead_of from listed l cross join settings s left join hit h on true
  where (:muscle is null or :muscle = any (l.primary_muscles || l.secondary_muscles))
    and (:alternatives_to is null or (
      l.base_exercise_id <> h.base_exercise_id
      and l.mechanic is not distinct from h.mechanic and l.force is not distinct from h.force
      and l.primary_muscles[1] = h.primary_muscles[1]
      and (l.category is not distinct from 'cardio') = (h.category is not distinct from 'cardio')
      and (s.equipment is null or coalesce(l.equipment, 'body only') = 'body only'
           or jsonb_exists(s.equipment, l.equipment))
      and not exists (
        select from jsonb_array_elements_text(s.pain) p
        where lower(p) = any (l.primary_muscles || l.secondary_muscles || lower(l.name)))))
), ranked as (
  select w.*, row_number() over (
           order by w.score desc, coach.likeness(w.name, w.instead_of) desc nulls last,
                    (:muscle is null or :muscle = any (w.primary_muscles)) desc,
                    w.app_user_id is not null desc, (w.level = 'expert'), w.name, w.base_exercise_id
         ) as place from wanted w
)
select jsonb_build_object(
  'exercise', (select exercise from found), 'candidates', (select candidates from found),
  'total', (select count(*) from wanted), 'primary', (select primary_muscles from hit),
  'category', (select category from hit),
  'restricted', (select jsonb_build_object('equipment', equipment, 'pain_flags', pain) from settings),
  'exercises', coalesce((
    -- What is written about an exercise, for the one that was named or that alone was found.
    select jsonb_agg(coach.catalog_entry(to_jsonb(r), score > 2.5 or (select count(*) from wanted) = 1) order by place)
    from ranked r where place > :page_offset and place <= :page_offset + :page_limit), '[]'))
