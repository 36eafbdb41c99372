-- How names are compared: lower case, no accents, no punctuation, plurals folded. Decomposition
-- instead of the unaccent extension keeps the function immutable and free of any schema. It makes one
-- character up to eighteen, so what it makes is cut too: comparing takes time by length.
create or replace function coach.normalize_label(name text) returns text
language sql immutable parallel safe as $$
  select btrim(regexp_replace(
    regexp_replace(
      regexp_replace(
        regexp_replace(lower(left(normalize(left(name, 400), nfkd), 400)), '[\u0300-\u036f]', '', 'g'),
        '[^[:alnum:]]+', ' ', 'g'),
      '(ch|sh|ss|x)es\M', '\1', 'g'),
    '\m(\w+[^s\W])s\M', '\1', 'g'))
$$;

-- The extension's measures of likeness under a name that every search path finds; a body in this form
-- is tied to them once, wherever the extension lives.
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
  update coach.exercise_label l
  set chosen = false
  where l.label = any (changed) and l.app_user_id is not distinct from owner and l.chosen;
  update coach.exercise_label l
  set chosen = true
  from (
    select label, rank
    from (
      select label, rank, count(*) as exercises,
             row_number() over (partition by label order by rank) as place
      from coach.exercise_label
      where label = any (changed) and app_user_id is not distinct from owner
      group by label, rank
    ) ranked
    where place = 1 and exercises = 1
  ) best
  where l.label = best.label
    and l.rank = best.rank
    and l.app_user_id is not distinct from owner;
end
$$;

create or replace function coach.label_exercise() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  gone text[] := '{}';
  came text[] := '{}';
begin
  if tg_op <> 'INSERT' then
    with removed as (
      delete from coach.exercise_label
      where base_exercise_id = old.base_exercise_id and (rank < 2 or tg_op = 'DELETE')
      returning label
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
  ),
  added as (
    insert into coach.exercise_label (label, base_exercise_id, app_user_id, rank)
    select label, new.base_exercise_id, new.app_user_id, min(rank)
    from spelled
    where label <> ''
    group by label
    on conflict (label, base_exercise_id) do update set rank = excluded.rank
    returning label
  )
  select coalesce(array_agg(label), '{}') into came from added;

  if tg_op = 'UPDATE' then
    if new.app_user_id is distinct from old.app_user_id then
      -- The common names go along; every label of the exercise changes hands.
      update coach.exercise_label
      set app_user_id = new.app_user_id, chosen = false
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
end
$$;

create or replace trigger label_exercise_added after insert on public.base_exercise
  for each row execute function coach.label_exercise();
create or replace trigger label_exercise_changed after update of name, aliases, app_user_id
  on public.base_exercise
  for each row execute function coach.label_exercise();
-- Before, because afterwards the foreign key has taken the labels away and nobody knows which.
create or replace trigger label_exercise_removed before delete on public.base_exercise
  for each row execute function coach.label_exercise();

-- Exercises whose labels are like a normalised one, the most similar first. One wins only where it is
-- clearly ahead, or where it is the one custom exercise that is about as similar as the best.
-- Procedural, because the planner would prepare it in every statement, and hardly any needs it;
-- through coach.likeness, because the extension's schema differs and is on nobody's search path.
create or replace function coach.similar_exercises(wanted text)
returns table (base_exercise_id uuid, similarity real, winner boolean)
language plpgsql stable as $$
#variable_conflict use_column
begin
  return query
  select ranked.base_exercise_id, ranked.similarity,
         ranked.similarity >= 0.35
           and row_number() over (order by ranked.similarity desc) = 1
           and ranked.similarity - coalesce(
             lead(ranked.similarity) over (order by ranked.similarity desc), 0) >= 0.10
         or ranked.own
           and ranked.similarity >= 0.35
           and ranked.similarity >= max(ranked.similarity) over () - 0.05
           and count(*) filter (where ranked.own) over (
             order by ranked.similarity desc
             range between unbounded preceding and 0.10 following) = 1
  from (
    select l.base_exercise_id, max(l.likeness) as similarity, bool_or(l.own) as own
    from (
      select x.base_exercise_id, coach.likeness(x.label, wanted) as likeness,
             x.app_user_id is not null as own
      from coach.exercise_label x
      where x.app_user_id is null or x.app_user_id = (select auth.uid())
    ) l
    where l.likeness >= 0.3
    group by 1
    order by 2 desc
    limit 8
  ) ranked;
end
$$;

-- Which exercise a lifter means: an id, else a label spelled exactly so (a custom exercise before a
-- shared one), else the similar ones.
create or replace function coach.find_exercise(wanted text)
returns table (base_exercise_id uuid, name text, similarity real, winner boolean)
language sql stable as $$
  with asked as materialized (
    select coach.normalize_label($1) as label, coach.as_uuid($1) as id
  ),
  exact as materialized (
    select asked.id as base_exercise_id, true as chosen, true as own from asked
    where asked.id is not null
    union all
    select l.base_exercise_id, l.chosen, l.app_user_id is not null
    from asked join coach.exercise_label l on l.label = asked.label
  ),
  best as (
    select x.base_exercise_id, 1::real as similarity,
           x.chosen and (x.own or not exists (select from exact o where o.own)) as winner
    from exact x
    union all
    select s.base_exercise_id, s.similarity, s.winner
    from asked cross join lateral coach.similar_exercises(asked.label) s
    where not exists (select from exact)
  )
  select f.base_exercise_id, b.name, f.similarity, f.winner
  from (select * from best offset 0) f
  cross join lateral (
    select x.name from public.base_exercise x where x.base_exercise_id = f.base_exercise_id limit 1) b
  order by f.winner desc, f.similarity desc, b.name
$$;

-- The same as one row: the exercise that is clearly meant, else nulls, and what it could be.
create or replace function coach.meant(wanted text)
returns table (id uuid, name text, exercise json, candidates json)
language sql stable as $$
  with found as materialized (
    select f.base_exercise_id as id, f.name, f.winner from coach.find_exercise($1) f
  )
  select h.id, h.name,
         case when h.id is not null then json_build_object('id', h.id, 'name', h.name) end,
         (select json_agg(json_build_object('id', c.id, 'name', c.name))
          from (select * from found limit 5) c)
  from (values (1)) one
  left join (select found.id, found.name from found where found.winner limit 1) h on true
$$;

-- The exercise that is clearly meant; anything else ends the write with the candidates.
create or replace function coach.need_exercise(field text, asked text) returns uuid language plpgsql as $$
declare
  candidates jsonb;
  hit uuid;
begin
  select (array_agg(f.base_exercise_id) filter (where f.winner))[1],
         (jsonb_agg(jsonb_build_object('id', f.base_exercise_id, 'name', f.name)
                    order by f.similarity desc, f.name))
  into hit, candidates
  from coach.find_exercise(asked) f;
  if hit is null then
    perform coach.refuse('', jsonb_build_object(
      'field', field, 'asked', asked, 'candidates', coalesce(candidates, '[]')));
  end if;
  return hit;
end
$$;
