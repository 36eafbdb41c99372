-- The workout app's own tables as its owner made them.
create domain public.positive_int as int check (value >= 0);

create table public.app_user (
  app_user_id uuid primary key default uuid_generate_v1mc(),
  name text not null,
  email text not null unique,
  username text not null unique constraint username_format check (username ~ '^[a-zA-Z0-9._-]{4,}$'),
  data jsonb
);
create function public.set_username() returns trigger language plpgsql as $$
begin
  new.username := coalesce(
    new.username,
    regexp_replace(split_part(new.email, '@', 1), '[^a-zA-Z0-9._-]', '_', 'g')
      || '.' || right(new.app_user_id::text, 4));
  return new;
end
$$;
create trigger set_username before insert on public.app_user
  for each row execute function public.set_username();
create function public.handle_new_user() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.app_user (app_user_id, name, email, username)
  values (new.id, coalesce(new.raw_user_meta_data ->> 'name', new.email), new.email,
          new.raw_user_meta_data ->> 'username');
  return new;
end
$$;

create table public.plan (
  plan_id uuid primary key default uuid_generate_v1mc(),
  name text not null,
  description text,
  links text[],
  data jsonb
);
create table public.session_schedule (
  session_schedule_id uuid primary key default uuid_generate_v1mc(),
  plan_id uuid not null references public.plan (plan_id) on delete cascade,
  name text not null,
  description text,
  progression_limit numeric(2, 1) not null default 1
    check (progression_limit > 0 and progression_limit <= 1),
  links text[],
  data jsonb
);

create table public.muscle_group (
  muscle_group_id uuid primary key default uuid_generate_v1mc(),
  name text not null unique,
  display_name text,
  description text
);
create table public.equipment_type (
  equipment_type_id uuid primary key default uuid_generate_v1mc(),
  name text not null unique,
  display_name text,
  description text
);
create table public.exercise_category (
  exercise_category_id uuid primary key default uuid_generate_v1mc(),
  name text not null unique,
  display_name text,
  description text
);
create type public.exercise_level as enum ('beginner', 'intermediate', 'expert');
create type public.exercise_mechanic as enum ('isolation', 'compound');
create type public.exercise_force as enum ('push', 'pull', 'static');
create table public.base_exercise (
  base_exercise_id uuid primary key default uuid_generate_v1mc(),
  name text not null,
  aliases text[],
  description text,
  links text[],
  data jsonb,
  level public.exercise_level,
  mechanic public.exercise_mechanic,
  force public.exercise_force,
  category_id uuid references public.exercise_category (exercise_category_id),
  equipment_type_id uuid references public.equipment_type (equipment_type_id),
  instructions text[],
  image_urls text[],
  source_id text,
  source_name text,
  extended_data jsonb
);
create table public.base_exercise_primary_muscle (
  base_exercise_id uuid not null references public.base_exercise (base_exercise_id) on delete cascade,
  muscle_group_id uuid not null references public.muscle_group (muscle_group_id),
  sort_order int,
  primary key (base_exercise_id, muscle_group_id)
);
create table public.base_exercise_secondary_muscle (
  base_exercise_id uuid not null references public.base_exercise (base_exercise_id) on delete cascade,
  muscle_group_id uuid not null references public.muscle_group (muscle_group_id),
  sort_order int,
  primary key (base_exercise_id, muscle_group_id)
);

create table public.exercise (
  exercise_id uuid primary key default uuid_generate_v1mc(),
  base_exercise_id uuid not null references public.base_exercise (base_exercise_id),
  session_schedule_id uuid not null
    references public.session_schedule (session_schedule_id) on delete cascade,
  reps public.positive_int not null default 10,
  sets public.positive_int not null default 5,
  rest interval not null default interval '1 minute',
  step_increment public.positive_int not null default 2500,
  sort_order int not null default 1000,
  description text,
  links text[],
  data jsonb
);
create table public.performed_session (
  performed_session_id uuid primary key default uuid_generate_v1mc(),
  session_schedule_id uuid not null references public.session_schedule (session_schedule_id),
  app_user_id uuid not null references public.app_user (app_user_id) on delete cascade,
  started_at timestamp default now(),
  completed_at timestamp default now(),
  note text,
  data jsonb
);
create table public.performed_exercise (
  performed_exercise_id uuid primary key default uuid_generate_v1mc(),
  exercise_id uuid references public.exercise (exercise_id) on delete set null,
  performed_session_id uuid not null
    references public.performed_session (performed_session_id) on delete cascade,
  name text,
  reps public.positive_int[] not null,
  sets int generated always as (array_length(reps, 1)) stored,
  rest interval[] not null,
  weight public.positive_int,
  started_at timestamp,
  completed_at timestamp,
  note text,
  data jsonb
);
create table public.performed_exercise_set (
  performed_exercise_set_id uuid primary key default uuid_generate_v1mc(),
  performed_exercise_id uuid not null
    references public.performed_exercise (performed_exercise_id) on delete cascade,
  exercise_set_type SET_TYPE not null,
  weight public.positive_int not null,
  reps public.positive_int not null,
  rest interval not null default interval '1 minute',
  "order" int not null,
  note text,
  data jsonb,
  started_at timestamp,
  completed_at timestamp,
  parent_performed_exercise_set_id uuid
    references public.performed_exercise_set (performed_exercise_set_id) on delete cascade
);
