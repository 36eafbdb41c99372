-- coach's own schema: what the tools share, and what the workout app has no place for.

do $$
begin
  -- Flyway has made it already, for its own table.
  if to_regnamespace('coach') is null then
    create schema coach;
  end if;
end
$$;
create schema if not exists coach_api;
-- Not to anon: coach has no answer for a caller without an account.
grant usage on schema coach, coach_api to authenticated, service_role;

-- Settings of the server, not of a lifter.
create table coach.setting (
  name text primary key,
  value text not null
);
insert into coach.setting (name, value) values ('rate_limit_per_hour', '100');
alter table coach.setting enable row level security;

-- One row per call, only ever inserted: an updated counter would serialise a lifter's parallel
-- calls. Unlogged, because a crash may forget it.
create unlogged table coach.call_log (
  app_user_id uuid not null,
  called_at timestamptz not null default clock_timestamp(),
  tool text not null
);
create index call_log_recent on coach.call_log (app_user_id, called_at);
alter table coach.call_log enable row level security;

create table coach.idempotency_key (
  app_user_id uuid not null references public.app_user on delete cascade,
  key text not null check (length(key) between 1 and 200),
  tool text not null,
  body_hash text not null,
  answer jsonb,
  created_at timestamptz not null default now(),
  primary key (app_user_id, key)
);
create index idempotency_key_age on coach.idempotency_key (created_at);

create table coach.change_log (
  change_id bigint generated always as identity primary key,
  app_user_id uuid not null references public.app_user on delete cascade,
  tool text not null,
  changed_at timestamptz not null default now(),
  summary text not null,
  reverse jsonb not null,
  undone_at timestamptz
);
create index change_log_of_user on coach.change_log (app_user_id, changed_at desc);

create table coach.import_mapping (
  app_user_id uuid not null references public.app_user on delete cascade,
  label text not null,
  base_exercise_id uuid not null references public.base_exercise on delete cascade,
  created_at timestamptz not null default now(),
  primary key (app_user_id, label)
);
comment on column coach.import_mapping.label is 'normalised name as the imported file spells it';

create table coach.body_measurement (
  body_measurement_id uuid primary key default gen_random_uuid(),
  app_user_id uuid not null references public.app_user on delete cascade,
  kind text not null check (kind in (
    'body_weight', 'body_fat', 'neck', 'shoulders', 'chest', 'waist', 'hips', 'left_upper_arm',
    'right_upper_arm', 'left_forearm', 'right_forearm', 'left_thigh', 'right_thigh', 'left_calf',
    'right_calf')),
  measured_on date not null,
  value int not null check (value between 1 and 1000000),
  note text check (length(note) <= 2000),
  created_at timestamptz not null default now(),
  unique (app_user_id, kind, measured_on)
);
comment on column coach.body_measurement.value is
  'grams for body_weight, hundredths of a percent for body_fat, millimetres for girths';

do $$
declare
  own text;
begin
  foreach own in array array[
    'idempotency_key', 'change_log', 'import_mapping', 'body_measurement'] loop
    execute format('alter table coach.%I enable row level security', own);
    execute format(
      'create policy "own rows" on coach.%I for all to authenticated
         using (app_user_id = (select auth.uid())) with check (app_user_id = (select auth.uid()))',
      own);
    execute format('grant select, insert, update, delete on coach.%I to authenticated', own);
    execute format('grant all on coach.%I to service_role', own);
  end loop;
end
$$;

-- An account that is deleted takes everything along, but the foreign keys alone cascade in an order
-- that trips over itself: a custom exercise would go before the day of a plan that prescribes it.
create function coach.remove_account_data() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.performed_session where app_user_id = old.app_user_id;
  delete from public.user_plan where app_user_id = old.app_user_id;
  return old;
end
$$;
create trigger remove_account_data before delete on public.app_user
  for each row execute function coach.remove_account_data();

-- How names are compared: lower case, no accents, no punctuation, plurals folded. Decomposition
-- instead of the unaccent extension keeps the function immutable and free of any schema.
create function coach.normalize_label(name text) returns text
language sql immutable parallel safe as $$
  select btrim(regexp_replace(
    regexp_replace(
      regexp_replace(
        regexp_replace(lower(normalize(name, nfkd)), '[\u0300-\u036f]', '', 'g'),
        '[^[:alnum:]]+', ' ', 'g'),
      '(ch|sh|ss|x)es\M', '\1', 'g'),
    '\m(\w+[^s\W])s\M', '\1', 'g'))
$$;

-- Every name and alias, normalised. Where several exercises share a label, the better rank is
-- chosen: 0 a name, 1 an alias, 2 a common name that coach knows for a catalogue that is not its own.
-- Where that leaves several, none is chosen, and the caller must ask.
create table coach.exercise_label (
  label text not null,
  base_exercise_id uuid not null references public.base_exercise on delete cascade,
  app_user_id uuid references public.app_user on delete cascade,
  rank smallint not null,
  chosen boolean not null default false,
  primary key (label, base_exercise_id)
);
create unique index exercise_label_chosen on coach.exercise_label (label, app_user_id)
  nulls not distinct where chosen;
create index exercise_label_of_exercise on coach.exercise_label (base_exercise_id);

-- No trigram index: under row-level security no index serves the similarity operator, which is not
-- leakproof, and a few thousand labels are faster read than looked up. This one leaves only the
-- shared labels and the lifter's own to compare.
create index exercise_label_of_owner on coach.exercise_label (app_user_id);

alter table coach.exercise_label enable row level security;
create policy "shared and own labels" on coach.exercise_label for select to authenticated
  using (app_user_id is null or app_user_id = (select auth.uid()));
grant select on coach.exercise_label to authenticated;
grant all on coach.exercise_label to service_role;

-- Chooses anew among the exercises of one owner, null for the shared ones.
create function coach.choose_labels(changed text[], owner uuid) returns void
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

create function coach.label_exercise() returns trigger
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
create trigger label_exercise_added after insert on public.base_exercise
  for each row execute function coach.label_exercise();
create trigger label_exercise_changed after update of name, aliases, app_user_id
  on public.base_exercise
  for each row execute function coach.label_exercise();
-- Before, because afterwards the foreign key has taken the labels away and nobody knows which.
create trigger label_exercise_removed before delete on public.base_exercise
  for each row execute function coach.label_exercise();

-- The catalogue that is there already.
insert into coach.exercise_label (label, base_exercise_id, app_user_id, rank)
select label, base_exercise_id, app_user_id, min(rank)
from (
  select coach.normalize_label(name) as label, base_exercise_id, app_user_id, 0 as rank
  from public.base_exercise
  union all
  select coach.normalize_label(a), base_exercise_id, app_user_id, 1
  from public.base_exercise, unnest(aliases) a
) spelled
where label <> ''
group by label, base_exercise_id, app_user_id;
select coach.choose_labels(array(select distinct label from coach.exercise_label), null);

-- What begin_call has found out about the caller, for the statements after it in the transaction.
create function coach.zone() returns text language sql stable as $$
  select coalesce(nullif(current_setting('coach.zone', true), ''), 'UTC')
$$;
create function coach.today() returns date language sql stable as $$
  select (now() at time zone coach.zone())::date
$$;
create function coach.local_date(utc timestamp) returns date language sql stable as $$
  select ((utc at time zone 'UTC') at time zone coach.zone())::date
$$;
-- The local date of a workout: the day on which it began.
create function coach.session_date(started timestamp, completed timestamp) returns date
language sql stable as $$
  select coach.local_date(coalesce(started, completed))
$$;
-- The UTC moment at which a local date begins, as the workout tables store it.
create function coach.start_of(day date) returns timestamp language sql stable as $$
  select (day::timestamp at time zone coach.zone()) at time zone 'UTC'
$$;
create function coach.max_history_days() returns int language sql stable as $$
  select coalesce(nullif(current_setting('coach.max_history_days', true), ''), '365')::int
$$;
-- Where a look-back of so many days begins; never further back than the lifter allows.
create function coach.since(days int) returns timestamp language sql stable as $$
  select coach.start_of(coach.today() - least(days, coach.max_history_days()))
$$;
create function coach.notes_allowed() returns boolean language sql stable as $$
  select coalesce(nullif(current_setting('coach.include_notes', true), ''), 'true')::boolean
$$;

-- Counts the call and returns what the answer needs to know about the caller. It admits at most the
-- limit plus the calls in flight, and a call whose transaction fails is not counted: both are fine.
create function coach.begin_call(tool_name text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller uuid := auth.uid();
  claims jsonb := coalesce(nullif(current_setting('request.jwt.claims', true), ''), '{}')::jsonb;
  settings jsonb;
  zone_name text;
  days int;
  allowed int := 0;
  used int;
  oldest timestamptz;
begin
  select coalesce(u.data -> 'mcp_settings', '{}') into settings
  from public.app_user u where u.app_user_id = caller;
  if not found then
    raise exception using errcode = 'PT403', message = 'no account';
  end if;

  if claims ->> 'coach_local' is distinct from 'true' then
    select coalesce(max(value::int), 0) into allowed
    from coach.setting where name = 'rate_limit_per_hour' and value ~ '^\d{1,7}$';
  end if;
  if allowed > 0 then
    select count(*), min(called_at) into used, oldest
    from coach.call_log
    where app_user_id = caller and called_at > clock_timestamp() - interval '1 hour';
    if used >= allowed then
      raise exception using errcode = 'PT429', message = 'hourly limit reached',
        detail = greatest(1, ceil(extract(epoch from oldest + interval '1 hour'
                                          - clock_timestamp())))::int::text;
    end if;
    -- A completion runs at every key stroke: it needs quota left and uses none.
    if not starts_with(tool_name, 'complete_') then
      insert into coach.call_log (app_user_id, tool) values (caller, left(tool_name, 100));
    end if;
    if random() < 0.001 then
      delete from coach.call_log where called_at < clock_timestamp() - interval '2 hours';
    end if;
  end if;

  -- An area and a place, as IANA spells them; PostgreSQL would take much that others do not know.
  zone_name := 'UTC';
  if settings ->> 'time_zone' ~ '^[A-Z][A-Za-z_]+(/[A-Z][A-Za-z0-9_+-]+)+$' then
    begin
      perform now() at time zone (settings ->> 'time_zone');
      zone_name := settings ->> 'time_zone';
    exception when invalid_parameter_value then
      zone_name := 'UTC';
    end;
  end if;
  days := case when settings ->> 'max_history_days' ~ '^\d{1,3}$'
               then greatest(1, least(365, (settings ->> 'max_history_days')::int))
               else 365 end;
  perform set_config('coach.zone', zone_name, true),
          set_config('coach.max_history_days', days::text, true),
          set_config('coach.include_notes',
                     case when settings ->> 'include_notes' = 'false' then 'false' else 'true' end,
                     true);
  return jsonb_build_object(
    'settings', settings,
    'time_zone', zone_name,
    'now', to_jsonb(now()),
    'today', to_jsonb(coach.today()),
    'max_history_days', days,
    'quota_limit', allowed,
    'quota_left', case when allowed > 0 then allowed - used - 1 else -1 end,
    'schema_version', (select value from coach.setting where name = 'schema_version'));
end
$$;

-- The extension's measures of likeness under a name that every search path finds; a body in this form
-- is tied to them once, wherever the extension lives.
create function coach.likeness(one text, other text) returns real
language sql immutable parallel safe return similarity(one, other);
create function coach.word_likeness(word text, text_with_it text) returns real
language sql immutable parallel safe return word_similarity(word, text_with_it);

-- Which exercise a lifter means: an id, else a label spelled exactly so (a custom exercise before a
-- shared one), else the similar ones; of these one wins only where it is clearly ahead, or where it is
-- the one custom exercise that is about as similar as the best.
-- "begin atomic" ties it to the extension's operators, whose schema differs and is on nobody's search
-- path; inside "execute", because not every tool that splits statements understands it.
do $do$
begin
  execute $sql$
create function coach.find_exercise(wanted text)
returns table (base_exercise_id uuid, name text, similarity real, winner boolean)
language sql stable
begin atomic
  with asked as materialized (
    select coach.normalize_label(wanted) as label,
           case when wanted ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
                then wanted::uuid end as id
  ),
  exact as materialized (
    select b.base_exercise_id, true as chosen, true as own
    from asked join public.base_exercise b on b.base_exercise_id = asked.id
    union all
    select l.base_exercise_id, l.chosen, l.app_user_id is not null
    from asked join coach.exercise_label l on l.label = asked.label
  ),
  best as materialized (
    select base_exercise_id, 1::real as similarity,
           chosen and (own or not exists (select from exact o where o.own)) as winner
    from exact
    union all
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
      select l.base_exercise_id, max(similarity(l.label, asked.label)) as similarity,
             bool_or(l.app_user_id is not null) as own
      from asked join coach.exercise_label l on l.label % asked.label
      where not exists (select from exact)
      group by l.base_exercise_id
      order by 2 desc
      limit 8
    ) ranked
  )
  select b.base_exercise_id, b.name, best.similarity, best.winner
  from best join public.base_exercise b using (base_exercise_id)
  order by best.winner desc, best.similarity desc, b.name;
end
  $sql$;
end
$do$;

-- One row per exercise of a session, performed or only drafted, with the catalogue's exercise found
-- through the plan, else through what coach noted when it wrote the row, else through the name.
create view coach.exercise_entry with (security_invoker = true) as
select s.app_user_id,
       s.performed_session_id,
       s.session_schedule_id,
       s.started_at as session_started_at,
       s.completed_at as session_completed_at,
       pe.performed_exercise_id,
       pe.exercise_id,
       b.base_exercise_id,
       coalesce(b.name, pe.name, 'unnamed') as exercise_name,
       pe.name as written_name,
       pe.completed_at is null as is_draft,
       pe.reps,
       pe.rest,
       pe.weight,
       pe.started_at,
       pe.completed_at,
       pe.note,
       pe.data,
       coalesce(s.data ->> 'deload' = 'true', false)
         or coalesce(d.data ->> 'deload' = 'true', false)
         or coalesce(s.completed_at >= p.starts_at at time zone 'UTC'
              and p.data -> 'deload_weeks' @> to_jsonb(
                (coach.local_date(s.completed_at)
                   - (p.starts_at at time zone coach.zone())::date) / 7 + 1), false) as in_deload
from public.performed_session s
join public.performed_exercise pe using (performed_session_id)
left join public.session_schedule d using (session_schedule_id)
left join public.user_plan p using (user_plan_id)
left join public.exercise e on e.exercise_id = pe.exercise_id
cross join lateral (
  select case when pe.data ->> 'base_exercise_id' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
              then (pe.data ->> 'base_exercise_id')::uuid end as base_exercise_id
) noted
-- One look at the index for each entry that has nothing but a name; a join of all labels would be
-- paid for by every call.
left join lateral (
  select l.base_exercise_id
  from coach.exercise_label l
  where l.label = case when noted.base_exercise_id is null and e.exercise_id is null
                       then coach.normalize_label(pe.name) end
    and (l.app_user_id is null or l.app_user_id = s.app_user_id)
    and l.chosen
  order by l.app_user_id nulls last
  limit 1
) named on true
left join public.base_exercise b
  on b.base_exercise_id =
     coalesce(noted.base_exercise_id, e.base_exercise_id, named.base_exercise_id);
grant select on coach.exercise_entry to authenticated, service_role;

-- One row per performed set: the single truth that every analysis reads. Drafts are no part of it.
-- The sets of one exercise are gathered by one aggregate and unnested again: a plain union over all
-- sets would plan the policies twice and read the whole table.
create view coach.performed_set with (security_invoker = true) as
select x.app_user_id,
       x.performed_session_id,
       x.session_started_at,
       x.session_completed_at,
       x.performed_exercise_id,
       x.base_exercise_id,
       x.exercise_name,
       u.set_number,
       u.set_type,
       u.weight_g,
       u.reps,
       u.rpe,
       u.rest,
       u.performed_at,
       u.set_type = 'warm-up' as is_warm_up,
       x.in_deload,
       u.data
from coach.exercise_entry x
left join lateral (
  select array_agg(s order by s."order", s.performed_exercise_set_id) as sets
  from public.performed_exercise_set s
  where s.performed_exercise_id = x.performed_exercise_id
) g on true
cross join lateral (
  select s.ordinality as set_number,
         s.exercise_set_type::text as set_type,
         s.weight::int as weight_g,
         s.reps::int as reps,
         case when s.data ->> 'rpe' ~ '^\d+(\.\d+)?$' then (s.data ->> 'rpe')::numeric end as rpe,
         case when s.data ->> 'rest_unknown' = 'true' then null else s.rest end as rest,
         coalesce(s.completed_at, x.completed_at, x.session_completed_at) as performed_at,
         -- What holds for the exercise, such as assistance, holds for a set that says nothing of it.
         case when jsonb_typeof(x.data) = 'object' then x.data || coalesce(s.data, '{}')
              else s.data end as data
  from unnest(g.sets) with ordinality s
  union all
  select r.number,
         'regular',
         x.weight::int,
         r.reps::int,
         case when x.data ->> 'rpe' ~ '^\d+(\.\d+)?$' then (x.data ->> 'rpe')::numeric end,
         x.rest[least(r.number, array_length(x.rest, 1))],
         coalesce(x.completed_at, x.session_completed_at),
         x.data
  from unnest(x.reps) with ordinality r (reps, number)
  where g.sets is null
) u
where not x.is_draft;
grant select on coach.performed_set to authenticated, service_role;

-- What a plan asks of an exercise: the active plan first, else the plan's line that was trained last.
-- Days without targets (freestyle, imported) and the app's catch-all plan never are a target.
create function coach.target_of(wanted uuid) returns jsonb
language sql stable as $$
  select jsonb_build_object('sets', t.sets, 'reps', t.reps, 'step_g', t.step_increment,
                            'progression_limit', t.progression_limit, 'plan', t.plan, 'day', t.day)
  from (
    select e.sets, e.reps, e.step_increment, d.progression_limit, p.name as plan, d.name as day,
           0 as place, null::timestamp as trained_at, e.sort_order
    from public.user_plan p
    join public.session_schedule d using (user_plan_id)
    join public.exercise e using (session_schedule_id)
    where p.app_user_id = (select auth.uid())
      and p.is_active
      and p.archived_at is null
      and d.archived_at is null
      and e.base_exercise_id = wanted
    union all
    (select e.sets, e.reps, e.step_increment, d.progression_limit, coalesce(p.name, u.name), d.name,
            1, s.completed_at, e.sort_order
     from public.performed_session s
     join public.performed_exercise pe using (performed_session_id)
     join public.exercise e using (exercise_id)
     join public.session_schedule d on d.session_schedule_id = e.session_schedule_id
     left join public.plan p on p.plan_id = d.plan_id
     left join public.user_plan u on u.user_plan_id = d.user_plan_id
     where s.app_user_id = (select auth.uid())
       and s.completed_at >= coach.since(365)
       and e.base_exercise_id = wanted
       and p.name is distinct from 'Unknown'
       and u.data ->> 'kind' is null
     order by s.completed_at desc
     limit 1)
  ) t
  order by t.place, t.sort_order
  limit 1
$$;

-- Every work set since a moment, deloads included and marked, with each exercise's muscles: what
-- volume, landmarks, deload signals and the summary are counted from.
create function coach.sets_with_muscles(since timestamp) returns jsonb
language sql stable as $$
  with done as materialized (
    select s.*,
           coach.session_date(s.session_started_at, s.session_completed_at) as date
    from coach.performed_set s
    where s.app_user_id = (select auth.uid())
      and s.session_completed_at >= since
  )
  select jsonb_build_object(
    'looked_back_to', coach.local_date(since),
    'warm_ups', (select count(*) from done where is_warm_up),
    'drafts', (
      select count(*)
      from coach.exercise_entry e
      where e.app_user_id = (select auth.uid())
        and e.session_completed_at >= since
        and e.is_draft),
    'exercises', coalesce((
      select jsonb_agg(
        jsonb_build_object(
          'id', x.base_exercise_id,
          'name', x.exercise_name,
          'mechanic', b.mechanic,
          'force', b.force,
          'category', (
            select c.name
            from public.exercise_category c
            where c.exercise_category_id = b.category_id),
          'primary', array(
            select m.name
            from public.base_exercise_primary_muscle pm
            join public.muscle_group m using (muscle_group_id)
            where pm.base_exercise_id = x.base_exercise_id
            order by pm.sort_order, m.name),
          'secondary', array(
            select m.name
            from public.base_exercise_secondary_muscle sm
            join public.muscle_group m using (muscle_group_id)
            where sm.base_exercise_id = x.base_exercise_id
            order by sm.sort_order, m.name),
          'sets', x.sets)
        order by x.exercise_name)
      from (
        select d.base_exercise_id,
               min(d.exercise_name) as exercise_name,
               jsonb_agg(
                 jsonb_build_array(d.performed_session_id, d.date, d.set_number, d.set_type,
                                   d.weight_g, d.reps, d.rpe, extract(epoch from d.rest)::int,
                                   d.in_deload, d.data ->> 'bodyweight_g' is not null)
                 order by d.session_completed_at, d.performed_session_id, d.performed_exercise_id,
                          d.set_number) as sets
        from done d
        where not d.is_warm_up
        -- A name outside the catalogue is one exercise however it is spelled.
        group by d.base_exercise_id,
                 case when d.base_exercise_id is null
                      then coach.normalize_label(d.exercise_name) end
      ) x
      left join public.base_exercise b using (base_exercise_id)), '[]'))
$$;

-- Last in this file: functions are everyone's unless said otherwise, and these are for callers with
-- an account. What triggers run is for them alone.
revoke execute on all functions in schema coach from public;
grant execute on all functions in schema coach to authenticated, service_role;
revoke execute on function
  coach.choose_labels(text[], uuid), coach.label_exercise(), coach.remove_account_data()
  from authenticated, service_role;
