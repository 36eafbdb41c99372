-- The workout app's own tables, name for name and type for type. Where a table exists already,
-- nothing about it is touched: not a column, not a policy, not a grant.

do $$
begin
  if to_regtype('public.positive_int') is null then
    create domain public.positive_int as int check (value >= 0);
  end if;
end
$$;

do $$
begin
  if to_regclass('public.app_user') is null then
    create table public.app_user (
      app_user_id uuid primary key default uuid_generate_v1mc(),
      name text not null,
      email text not null unique,
      data jsonb,
      username text not null unique check (username ~ '^[a-zA-Z0-9._-]{4,}$')
    );
    alter table public.app_user enable row level security;
    create policy "read own account" on public.app_user for select to authenticated
      using (app_user_id = (select auth.uid()));
    create policy "update own account" on public.app_user for update to authenticated
      using (app_user_id = (select auth.uid())) with check (app_user_id = (select auth.uid()));
    grant select, update on public.app_user to authenticated;
    grant all on public.app_user to service_role;

    create function public.fill_username() returns trigger language plpgsql as
      'begin
         if new.username is null then
           new.username := left(regexp_replace(split_part(new.email, ''@'', 1),
                                               ''[^a-zA-Z0-9._-]'', ''-'', ''g''), 40);
           if length(new.username) < 4
              or exists (select from public.app_user u where u.username = new.username) then
             new.username := new.username || ''-''
               || replace(new.app_user_id::text, ''-'', '''');
           end if;
         end if;
         return new;
       end';
    create trigger fill_username before insert on public.app_user
      for each row execute function public.fill_username();
    revoke execute on function public.fill_username() from public;
  end if;
end
$$;

do $$
declare
  lookup record;
begin
  for lookup in
    select * from (values ('muscle_group', 'muscle_group_id'),
                          ('equipment_type', 'equipment_type_id'),
                          ('exercise_category', 'category_id')) l (name, key) loop
    if to_regclass('public.' || lookup.name) is null then
      execute format(
        'create table public.%1$I (
           %2$I uuid primary key default uuid_generate_v1mc(),
           name text not null unique,
           display_name text not null,
           description text,
           created_at timestamptz default now()
         )', lookup.name, lookup.key);
      execute format('alter table public.%I enable row level security', lookup.name);
      execute format('create policy "read for all" on public.%I for select to anon, authenticated
                        using (true)', lookup.name);
      execute format('grant select on public.%I to anon, authenticated', lookup.name);
      execute format('grant all on public.%I to service_role', lookup.name);
    end if;
  end loop;
end
$$;

do $$
begin
  if to_regclass('public.exercise_set_type') is null then
    create table public.exercise_set_type (
      name text primary key check (name <> ''),
      description text,
      sort_order numeric not null,
      has_subset boolean not null
    );
    alter table public.exercise_set_type enable row level security;
    create policy "read for all" on public.exercise_set_type for select to anon, authenticated
      using (true);
    grant select on public.exercise_set_type to anon, authenticated;
    grant all on public.exercise_set_type to service_role;
  end if;

  if to_regclass('public.plan') is null then
    create table public.plan (
      plan_id uuid primary key default uuid_generate_v1mc(),
      name text not null,
      description text,
      links text[],
      data jsonb
    );
    alter table public.plan enable row level security;
    create policy "read for all" on public.plan for select to anon, authenticated using (true);
    grant select on public.plan to anon, authenticated;
    grant all on public.plan to service_role;
  end if;

  if to_regclass('public.session_schedule') is null then
    create table public.session_schedule (
      session_schedule_id uuid primary key default uuid_generate_v1mc(),
      plan_id uuid not null references public.plan,
      name text not null,
      description text,
      progression_limit numeric(2, 1) not null default 1
        check (progression_limit > 0 and progression_limit <= 1),
      links text[],
      data jsonb
    );
    alter table public.session_schedule enable row level security;
    create policy "read for all" on public.session_schedule for select to anon, authenticated
      using (true);
    grant select, insert, update, delete on public.session_schedule to authenticated;
    grant select on public.session_schedule to anon;
    grant all on public.session_schedule to service_role;
  end if;

  if to_regclass('public.base_exercise') is null then
    create table public.base_exercise (
      base_exercise_id uuid primary key default uuid_generate_v1mc(),
      name text not null,
      aliases text[],
      description text,
      links text[],
      data jsonb,
      level text check (level in ('beginner', 'intermediate', 'expert')),
      mechanic text check (mechanic in ('isolation', 'compound')),
      force text check (force in ('push', 'pull', 'static')),
      category_id uuid references public.exercise_category,
      equipment_type_id uuid references public.equipment_type,
      instructions text[],
      image_urls text[],
      source_id text,
      source_name text,
      extended_data jsonb
    );
    alter table public.base_exercise enable row level security;
    create policy "read for all" on public.base_exercise for select to anon, authenticated
      using (true);
    grant select, insert, update, delete on public.base_exercise to authenticated;
    grant select on public.base_exercise to anon;
    grant all on public.base_exercise to service_role;
  end if;
end
$$;

do $$
declare
  link text;
begin
  foreach link in array array['base_exercise_primary_muscle', 'base_exercise_secondary_muscle'] loop
    if to_regclass('public.' || link) is null then
      execute format(
        'create table public.%I (
           base_exercise_id uuid not null references public.base_exercise on delete cascade,
           muscle_group_id uuid not null references public.muscle_group on delete cascade,
           sort_order int default 0,
           created_at timestamptz default now(),
           primary key (base_exercise_id, muscle_group_id)
         )', link);
      execute format('create index %I on public.%I (muscle_group_id)', link || '_group', link);
      execute format('alter table public.%I enable row level security', link);
      execute format('create policy "read for all" on public.%I for select to anon, authenticated
                        using (true)', link);
      execute format('grant select, insert, delete on public.%I to authenticated', link);
      execute format('grant select on public.%I to anon', link);
      execute format('grant all on public.%I to service_role', link);
    end if;
  end loop;
end
$$;

do $$
begin
  if to_regclass('public.exercise') is null then
    create table public.exercise (
      exercise_id uuid primary key default uuid_generate_v1mc(),
      base_exercise_id uuid not null references public.base_exercise,
      session_schedule_id uuid not null references public.session_schedule,
      reps public.positive_int not null default 10,
      sets public.positive_int not null default 5,
      rest interval not null default interval '1 minute',
      step_increment public.positive_int not null default 2500,
      sort_order public.positive_int not null default 1000,
      description text,
      links text[],
      data jsonb
    );
    comment on column public.exercise.step_increment is 'grams';
    alter table public.exercise enable row level security;
    create policy "read for all" on public.exercise for select to anon, authenticated using (true);
    grant select, insert, update, delete on public.exercise to authenticated;
    grant select on public.exercise to anon;
    grant all on public.exercise to service_role;
  end if;

  if to_regclass('public.performed_session') is null then
    create table public.performed_session (
      performed_session_id uuid primary key default uuid_generate_v1mc(),
      session_schedule_id uuid not null references public.session_schedule,
      app_user_id uuid not null references public.app_user,
      started_at timestamp default now(),
      completed_at timestamp default now(),
      note text,
      data jsonb
    );
    create index performed_session_of_user
      on public.performed_session (app_user_id, completed_at desc nulls last);
    alter table public.performed_session enable row level security;
    create policy "own sessions" on public.performed_session for all to authenticated
      using (app_user_id = (select auth.uid())) with check (app_user_id = (select auth.uid()));
    grant select, insert, update, delete on public.performed_session to authenticated;
    grant all on public.performed_session to service_role;
  end if;

  if to_regclass('public.performed_exercise') is null then
    create table public.performed_exercise (
      performed_exercise_id uuid primary key default uuid_generate_v1mc(),
      exercise_id uuid references public.exercise on delete set null,
      performed_session_id uuid not null references public.performed_session on delete cascade,
      name text,
      reps public.positive_int[] not null default array[10, 10, 10, 10, 10],
      sets public.positive_int
        generated always as (coalesce(array_length(reps, 1), 0)) stored,
      rest interval[] not null default array_fill(interval '2 minutes', array[5]),
      weight public.positive_int,
      started_at timestamp default now(),
      completed_at timestamp,
      note text,
      data jsonb
    );
    comment on column public.performed_exercise.weight is 'grams';
    alter table public.performed_exercise enable row level security;
    -- The lifter's sessions are read once and hashed: faster than one look-up for each exercise.
    create policy "own exercises" on public.performed_exercise for all to authenticated
      using (performed_session_id in (
        select s.performed_session_id from public.performed_session s
        where s.app_user_id = (select auth.uid())))
      with check (performed_session_id in (
        select s.performed_session_id from public.performed_session s
        where s.app_user_id = (select auth.uid())));
    grant select, insert, update, delete on public.performed_exercise to authenticated;
    grant all on public.performed_exercise to service_role;
  end if;

  if to_regclass('public.performed_exercise_set') is null then
    create table public.performed_exercise_set (
      performed_exercise_set_id uuid primary key default uuid_generate_v1mc(),
      performed_exercise_id uuid not null references public.performed_exercise on delete cascade,
      exercise_set_type text not null references public.exercise_set_type,
      weight public.positive_int not null,
      reps public.positive_int not null,
      rest interval not null default interval '1 minute',
      "order" public.positive_int not null,
      note text,
      data jsonb,
      started_at timestamp default now(),
      completed_at timestamp,
      parent_performed_exercise_set_id uuid
        references public.performed_exercise_set on delete cascade
    );
    comment on column public.performed_exercise_set.weight is 'grams';
    alter table public.performed_exercise_set enable row level security;
    -- Which exercises are one's own is the matter of their policy: the inner select is subject to it.
    create policy "own sets" on public.performed_exercise_set for all to authenticated
      using (exists (
        select from public.performed_exercise e
        where e.performed_exercise_id = performed_exercise_set.performed_exercise_id))
      with check (exists (
        select from public.performed_exercise e
        where e.performed_exercise_id = performed_exercise_set.performed_exercise_id));
    grant select, insert, update, delete on public.performed_exercise_set to authenticated;
    grant all on public.performed_exercise_set to service_role;
  end if;
end
$$;
