-- How names are compared: lower case, no accents, no punctuation, plurals folded. Decomposition instead of the unaccent
-- extension keeps the function immutable and free of any schema. It makes one character up to eighteen, so what it
-- makes is cut too: comparing takes time by length.
create or replace function coach.normalize_label(name text) returns text language sql immutable parallel safe as $$
  select btrim(regexp_replace(
    regexp_replace(
      regexp_replace(
        regexp_replace(lower(left(normalize(left(name, 400), nfkd), 400)), '[\u0300-\u036f]', '', 'g'),
        '[^[:alnum:]]+', ' ', 'g'),
      '(ch|sh|ss|x)es\M', '\1', 'g'),
    '\m(\w+[^s\W])s\M', '\1', 'g')) $$;
-- The extension's measures of likeness under a name that every search path finds: this form of body is tied to them.
create or replace function coach.likeness(one text, other text) returns real
language sql immutable parallel safe return similarity(one, other);
create or replace function coach.word_likeness(word text, text_with_it text) returns real
language sql immutable parallel safe return word_similarity(word, text_with_it);
-- Chooses anew among the exercises of one owner, null for the shared ones.
create or replace function coach.choose_labels(changed text[], owner uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  -- Of two transactions that add the same label, each would choose its own exercise.
  perform pg_advisory_xact_lock(hashtextextended('coach.exercise_label ' || coalesce(owner::text, ''), 0));
  update coach.exercise_label l set chosen = false
  where l.label = any (changed) and l.app_user_id is not distinct from owner and l.chosen;
  update coach.exercise_label l set chosen = true
  from (
    select label, rank from (
      select label, rank, count(*) as exercises, row_number() over (partition by label order by rank) as place
      from coach.exercise_label where label = any (changed) and app_user_id is not distinct from owner
      group by label, rank) ranked
    where place = 1 and exercises = 1) best
  where l.label = best.label and l.rank = best.rank and l.app_user_id is not distinct from owner;
end $$;
create or replace function coach.label_exercise() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  gone text[] := '{}';
  came text[] := '{}';
begin
  if tg_op <> 'INSERT' then
    with removed as (
      delete from coach.exercise_label
      where base_exercise_id = old.base_exercise_id and (rank < 2 or tg_op = 'DELETE') returning label
    )
    select coalesce(array_agg(label), '{}') into gone from removed;
  end if;
  if tg_op = 'DELETE' then
    perform coach.choose_labels(gone, old.app_user_id);
    return old;
  end if;
  with spelled as (
    select coach.normalize_label(new.name) as label, 0 as rank
    union all
    select coach.normalize_label(a), 1 from unnest(new.aliases) a
  ), added as (
    insert into coach.exercise_label (label, base_exercise_id, app_user_id, rank)
    select label, new.base_exercise_id, new.app_user_id, min(rank) from spelled where label <> '' group by label
    on conflict (label, base_exercise_id) do update set rank = excluded.rank returning label
  )
  select coalesce(array_agg(label), '{}') into came from added;
  if tg_op = 'UPDATE' then
    if new.app_user_id is distinct from old.app_user_id then
      -- The common names go along; every label of the exercise changes hands.
      update coach.exercise_label set app_user_id = new.app_user_id, chosen = false
      where base_exercise_id = new.base_exercise_id;
      select coalesce(array_agg(label), '{}') into came
      from coach.exercise_label where base_exercise_id = new.base_exercise_id;
      perform coach.choose_labels(gone || came, old.app_user_id);
    else
      came := gone || came;
    end if;
  end if;
  perform coach.choose_labels(came, new.app_user_id);
  return null;
end $$;
create or replace trigger label_exercise_added after insert on public.base_exercise
  for each row execute function coach.label_exercise();
create or replace trigger label_exercise_changed after update of name, aliases, app_user_id on public.base_exercise
  for each row execute function coach.label_exercise();
-- Before, because afterwards the foreign key has taken the labels away and nobody knows which.
create or replace trigger label_exercise_removed before delete on public.base_exercise
  for each row execute function coach.label_exercise();
-- The exercises that the caller has trained or drafted in a year, or finds in a plan of their own.
create or replace function coach.own_lifts() returns setof uuid language plpgsql stable as $$
begin return query
  select e.base_exercise_id from coach.entries((now() at time zone 'UTC') - interval '1 year') e
  where e.base_exercise_id is not null
  union
  select e.base_exercise_id from public.user_plan p join public.session_schedule d using (user_plan_id)
  join public.exercise e using (session_schedule_id)
  where p.app_user_id = (select auth.uid()) and p.archived_at is null;
end $$;
-- Exercises whose labels are like a normalised one, the nearest first: what the caller trains counts as three tenths
-- nearer, an exercise of their own as less than that. One wins only where it is clearly ahead, near enough by itself,
-- and no typed word is without a counterpart, nor one of the label ("reverse") unless the caller trains it. Procedural,
-- as the planner would prepare it in every statement; by coach.likeness, as the extension is on no search path.
create or replace function coach.similar_exercises(wanted text, lifts uuid[])
returns table (base_exercise_id uuid, similarity real, winner boolean) language plpgsql stable as $$
#variable_conflict use_column
begin return query
  with near as materialized (
    select l.base_exercise_id, max(l.likeness) as similarity, max(l.likeness) + max(l.bonus) as nearness,
           (array_agg(l.label order by l.likeness desc, l.label))[1] as label
    from (
      select x.base_exercise_id, x.label, coach.likeness(x.label, wanted) as likeness,
             case when x.base_exercise_id = any (lifts) then 0.3
                  when x.app_user_id is not null then 0.15 else 0 end as bonus
      from coach.exercise_label x where x.app_user_id is null or x.app_user_id = (select auth.uid())) l
    where l.likeness >= case when l.bonus > 0 then 0.2 else 0.3 end group by 1
    order by nearness desc, similarity desc, 1 limit 8
  )
  select n.base_exercise_id, n.similarity, row_number() over nearest = 1
           and n.nearness >= 0.6 and n.nearness - coalesce(lead(n.nearness) over nearest, 0) >= 0.10
           and not exists (
             select from (values (wanted, n.label, 0, 0.5), (n.label, wanted, 3, 0.4)) p (words, other, short, least),
               regexp_split_to_table(p.words, ' ') word
             where (p.short = 0 or n.nearness = n.similarity and length(word) > p.short and word <> 'press')
               and coach.word_likeness(word, p.other) <= p.least)
  from near n window nearest as (order by n.nearness desc, n.similarity desc, n.base_exercise_id)
  order by n.nearness desc, n.similarity desc, n.base_exercise_id;
end $$;
-- Which exercise a lifter means, best first: an id, else a label spelled exactly so, else what an import or a merge has
-- taken the name for, else the similar ones. Of several
-- with one label: a name of the catalogue's own before a common one, what the lifter trains before the rest, their own
-- exercise before a shared one, the better rank. Lifts: what the caller trains, where it is known already.
create or replace function coach.find_exercise(wanted text, lifts uuid[] default null)
returns table (base_exercise_id uuid, name text, similarity real, winner boolean) language plpgsql stable as $$
#variable_conflict use_column
declare
  asked text := coach.normalize_label(wanted);
  id uuid := coach.as_uuid(wanted);
  exact int := (
    select count(*) from coach.exercise_label l
    where l.label = asked and (l.app_user_id is null or l.app_user_id = (select auth.uid())));
  mapped uuid := (
    select m.base_exercise_id from coach.import_mapping m
    where exact = 0 and m.app_user_id = (select auth.uid()) and m.label = asked);
  mine uuid[] := case when exact <> 1 and id is null then coalesce(lifts, array(select coach.own_lifts())) end;
begin
  if id is not null then
    return query
    select b.base_exercise_id, b.name, 1::real, true from public.base_exercise b where b.base_exercise_id = id;
  elsif exact > 0 then
    return query
    with hit as (
      select l.base_exercise_id, b.name, l.rank,
             rank() over (order by l.rank > 1, l.base_exercise_id = any (mine) desc,
                                   l.app_user_id is null, l.rank) as place
      from coach.exercise_label l join public.base_exercise b using (base_exercise_id)
      where l.label = asked and (l.app_user_id is null or l.app_user_id = (select auth.uid()))
    )
    select h.base_exercise_id, h.name, 1::real, h.place = 1 and count(*) over (partition by h.place) = 1
    from hit h where h.place = 1 or h.rank < 2 order by h.place, h.name, h.base_exercise_id;
  elsif mapped is not null then
    return query
    select b.base_exercise_id, b.name, 0.99::real, true from public.base_exercise b where b.base_exercise_id = mapped;
  else
    return query
    select s.base_exercise_id, b.name, s.similarity, s.winner
    from coach.similar_exercises(asked, mine) with ordinality s (base_exercise_id, similarity, winner, place)
    join public.base_exercise b using (base_exercise_id) order by s.place;
  end if;
end $$;
-- The same as one row: the exercise that is clearly meant, else nulls, and what it could be. Of null, nothing is looked
-- for.
create or replace function coach.meant(wanted text)
returns table (id uuid, name text, exercise json, candidates json) language plpgsql stable rows 1 as $$
#variable_conflict use_column
begin return query
  with found as materialized (
    select f.base_exercise_id as id, f.name, f.similarity, f.winner from coach.find_exercise($1) f where $1 is not null
  )
  select h.id, h.name,
         case when h.id is not null then
           json_build_object('id', h.id, 'name', h.name, 'similar', h.similarity < 1) end,
         (select json_agg(json_build_object('id', c.id, 'name', c.name)) from (select * from found limit 5) c)
  from (values (1)) one left join (select * from found where found.winner limit 1) h on true;
end $$;
-- The exercises that names in a write clearly mean, in their order; anything else ends the write with the candidates of
-- every name. A similar name must be near and ahead by itself, whatever the lifter trains, and the answer says what it
-- was taken for. asked: [{"field": "exercises[0].exercise", "asked": "bench"}]
create or replace function coach.need_exercises(asked jsonb) returns uuid[] language plpgsql as $$
declare hits uuid[]; unclear jsonb; taken jsonb;
begin
  with found as materialized (
    select a.name, f.base_exercise_id, f.name as exercise, f.similarity, f.place, f.winner
    from (select distinct doc ->> 'asked' as name from jsonb_array_elements(asked) doc) a
    left join lateral coach.find_exercise(a.name)
      with ordinality f (base_exercise_id, name, similarity, winner, place) on true
  ), best as (
    select a.place, a.doc, h.base_exercise_id as hit, h.similarity, h.exercise,
           (select coalesce(jsonb_agg(jsonb_build_object('id', f.base_exercise_id, 'name', f.exercise)
                                      order by f.place), '[]')
            from found f where f.name = a.doc ->> 'asked' and f.base_exercise_id is not null) as candidates
    from jsonb_array_elements(asked) with ordinality a (doc, place)
    left join found h on h.name = a.doc ->> 'asked' and h.winner
      and (h.similarity = 1
           or h.similarity >= 0.6 and not exists (
                select from found o where o.name = h.name and o.base_exercise_id <> h.base_exercise_id
                  and o.similarity > h.similarity - 0.1))
  )
  select array_agg(b.hit order by b.place),
         jsonb_agg(b.doc || jsonb_build_object('candidates', b.candidates) order by b.place)
           filter (where b.hit is null),
         jsonb_agg(distinct jsonb_build_object('asked', b.doc -> 'asked', 'exercise', b.exercise))
           filter (where b.similarity < 1)
  into hits, unclear, taken from best b;
  perform coach.refuse('', jsonb_build_object('unclear', unclear)) where unclear is not null;
  perform coach.note_taken(taken);
  return hits;
end $$;
create or replace function coach.need_exercise(field text, asked text) returns uuid language sql as $$
  select (coach.need_exercises(jsonb_build_array(jsonb_build_object('field', $1, 'asked', $2))))[1] $$;
-- Its full name, looked for once and not with every exercise.
create or replace function coach.need_name(field text, asked text) returns text language sql as $$
  select b.name from public.base_exercise b where b.base_exercise_id = (select coach.need_exercise($1, $2)) $$;
