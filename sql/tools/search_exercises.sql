-- Exercises of the catalogue and of the lifter's own by words and properties, or alternatives to one.
-- params: text text, muscle text, equipment text, level text, mechanic text, force text, category text, alternatives_to text, page_limit int, page_offset int
-- returns: json
with found as materialized (
  select * from coach.meant(:alternatives_to) where :alternatives_to is not null
),
hit as materialized (
  select b.*
  from found f
  join public.base_exercise b on b.base_exercise_id = f.id
),
me as materialized (
  select data -> 'mcp_settings' as s
  from public.app_user
  where app_user_id = (select auth.uid())
),
gym as materialized (
  select g.gym -> 'equipment' as equipment
  from me
  cross join jsonb_array_elements(
    case when jsonb_typeof(s -> 'gyms') = 'array' then s -> 'gyms' else '[]' end)
    with ordinality g (gym, place)
  where jsonb_typeof(g.gym) = 'object'
  order by (g.gym ->> 'name') is not distinct from (s ->> 'gym') desc, g.place
  limit 1
),
-- Only words count: another app may have written anything else. No words say nothing.
settings as materialized (
  select (
           select jsonb_agg(word)
           from gym
           cross join jsonb_array_elements(
             case when jsonb_typeof(equipment) = 'array' then equipment else '[]' end) word
           where jsonb_typeof(word) = 'string') as equipment,
         coalesce((
           select jsonb_agg(word)
           from me
           cross join jsonb_array_elements(
             case when jsonb_typeof(s -> 'pain_flags') = 'array'
                  then s -> 'pain_flags' else '[]' end) word
           where jsonb_typeof(word) = 'string'), '[]') as pain
),
words as materialized (
  select l.base_exercise_id,
         max(case when l.label = asked.label then 2
                  when position(asked.label in l.label) > 0 then 1
                  else 0 end + coach.word_likeness(asked.label, l.label)) as score
  from (select coach.normalize_label(:text) as label) asked
  join coach.exercise_label l
    on coach.word_likeness(asked.label, l.label) >= 0.5 or position(asked.label in l.label) > 0
  where asked.label <> ''
  group by 1
),
listed as materialized (
  select b.base_exercise_id,
         b.name,
         b.aliases,
         b.level,
         b.mechanic,
         b.force,
         b.description,
         b.links,
         b.app_user_id is not null as own,
         q.name as equipment,
         c.name as category,
         coalesce(w.score, 0) as score,
         array(
           select m.name
           from public.base_exercise_primary_muscle x
           join public.muscle_group m using (muscle_group_id)
           where x.base_exercise_id = b.base_exercise_id
           order by x.sort_order, m.name) as primary_muscles,
         array(
           select m.name
           from public.base_exercise_secondary_muscle x
           join public.muscle_group m using (muscle_group_id)
           where x.base_exercise_id = b.base_exercise_id
           order by x.sort_order, m.name) as secondary_muscles
  from public.base_exercise b
  left join words w using (base_exercise_id)
  left join public.equipment_type q using (equipment_type_id)
  left join public.exercise_category c on c.category_id = b.category_id
  where (:text is null or w.base_exercise_id is not null)
    and (:equipment is null or q.name = :equipment)
    and (:level is null or b.level::text = :level)
    and (:mechanic is null or b.mechanic::text = :mechanic)
    and (:force is null or b.force::text = :force)
    and (:category is null or c.name = :category)
),
wanted as materialized (
  select l.*
  from listed l
  where (:muscle is null or :muscle = any (l.primary_muscles || l.secondary_muscles))
    and (:alternatives_to is null or (
      l.base_exercise_id <> (select base_exercise_id from hit)
      and l.mechanic::text is not distinct from (select mechanic::text from hit)
      and l.force::text is not distinct from (select force::text from hit)
      and l.primary_muscles[1] = (
        select m.name
        from public.base_exercise_primary_muscle x
        join public.muscle_group m using (muscle_group_id)
        where x.base_exercise_id = (select base_exercise_id from hit)
        order by x.sort_order, m.name
        limit 1)
      and not exists (
        select from settings
        where equipment is not null
          and l.equipment <> 'body only'
          and not jsonb_exists(equipment, l.equipment))
      and not exists (
        select from settings, jsonb_array_elements_text(pain) p
        where lower(p) = any (l.primary_muscles || l.secondary_muscles)
           or lower(p) = lower(l.name))))
),
ranked as (
  select w.*,
         row_number() over (
           order by w.score desc,
                    coach.likeness(w.name, (select name from hit)) desc nulls last,
                    (:muscle is null or :muscle = any (w.primary_muscles)) desc,
                    w.own desc, (w.level::text = 'expert'), w.name, w.base_exercise_id) as place
  from wanted w
)
select jsonb_build_object(
  'exercise', (select exercise from found),
  'candidates', (select candidates from found),
  'total', (select count(*) from wanted),
  'restricted', (
    select jsonb_build_object('equipment', equipment, 'pain_flags', pain) from settings),
  'exercises', coalesce((
    select jsonb_agg(
      jsonb_build_object('id', base_exercise_id, 'name', name, 'aliases', coalesce(aliases, '{}'),
                         'level', level, 'mechanic', mechanic, 'force', force, 'own', own,
                         'equipment', equipment, 'category', category,
                         'primary_muscles', primary_muscles,
                         'secondary_muscles', secondary_muscles)
      -- What is written about an exercise, for the one that was named or that alone was found.
      || case when score >= 2 or (select count(*) from wanted) = 1 then
           jsonb_strip_nulls(jsonb_build_object(
             'description', description, 'links', nullif(links, '{}')))
         else '{}' end
      order by place)
    from ranked
    where place > :page_offset and place <= :page_offset + :page_limit), '[]')
)
