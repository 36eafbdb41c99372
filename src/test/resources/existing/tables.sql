-- The workout app's own tables and indexes as its owner made them.
create domain public.positive_int as int check (value >= 0);

create table public.app_user (
  app_user_id uuid primary key default uuid_generate_v1mc() references auth.users (id) on delete cascade,
  name text not null,
  email text not null unique,
  data jsonb,
  username text not null unique,
  check (username ~ '^[a-zA-Z0-9._-]{4,}$'),
  check (char_length(username) >= 4)
);
create table public.username_adjectives (
  word text primary key,
  category text,
  created_at timestamptz default now()
);
create index on public.username_adjectives (category);
create table public.username_nouns (
  word text primary key,
  category text,
  created_at timestamptz default now()
);
create index on public.username_nouns (category);

create table public.plan (
  plan_id uuid primary key default uuid_generate_v1mc(),
  name text not null,
  description text,
  links text[],
  data jsonb
);
create table public.session_schedule (
  session_schedule_id uuid primary key default uuid_generate_v1mc(),
  plan_id uuid not null references public.plan (plan_id),
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
  display_name text not null,
  description text,
  created_at timestamptz default now()
);
create index on public.muscle_group (name);
create table public.equipment_type (
  equipment_type_id uuid primary key default uuid_generate_v1mc(),
  name text not null unique,
  display_name text not null,
  description text,
  created_at timestamptz default now()
);
create index on public.equipment_type (name);
create table public.exercise_category (
  category_id uuid primary key default uuid_generate_v1mc(),
  name text not null unique,
  display_name text not null,
  description text,
  created_at timestamptz default now()
);
create index on public.exercise_category (name);
create table public.base_exercise (
  base_exercise_id uuid primary key default uuid_generate_v1mc(),
  name text not null,
  aliases text[],
  description text,
  links text[],
  data jsonb,
  level text check (level is null or level in ('beginner', 'intermediate', 'expert')),
  mechanic text check (mechanic is null or mechanic in ('isolation', 'compound')),
  force text check (force is null or force in ('push', 'pull', 'static')),
  category_id uuid references public.exercise_category (category_id),
  equipment_type_id uuid references public.equipment_type (equipment_type_id),
  instructions text[],
  image_urls text[],
  source_id text,
  source_name text,
  extended_data jsonb
);
create index on public.base_exercise (category_id) where category_id is not null;
create index on public.base_exercise (equipment_type_id) where equipment_type_id is not null;
create index on public.base_exercise (level) where level is not null;
create index on public.base_exercise (source_name, source_id) where source_name is not null;
create function public.base_exercise_searchable(public.base_exercise) returns tsvector
language sql immutable as $$
  select setweight(to_tsvector('english', $1.name), 'A')
    || setweight(to_tsvector('english', coalesce(array_to_string($1.aliases, ' '), '')), 'B')
    || setweight(to_tsvector('english', coalesce($1.description, '')), 'C')
$$;
create index on public.base_exercise
  using gin (public.base_exercise_searchable(base_exercise.*));

create table public.base_exercise_primary_muscle (
  base_exercise_id uuid not null references public.base_exercise (base_exercise_id) on delete cascade,
  muscle_group_id uuid not null references public.muscle_group (muscle_group_id) on delete cascade,
  sort_order int default 0,
  created_at timestamptz default now(),
  primary key (base_exercise_id, muscle_group_id)
);
create index on public.base_exercise_primary_muscle (base_exercise_id);
create index on public.base_exercise_primary_muscle (muscle_group_id);
create table public.base_exercise_secondary_muscle (
  base_exercise_id uuid not null references public.base_exercise (base_exercise_id) on delete cascade,
  muscle_group_id uuid not null references public.muscle_group (muscle_group_id) on delete cascade,
  sort_order int default 0,
  created_at timestamptz default now(),
  primary key (base_exercise_id, muscle_group_id)
);
create index on public.base_exercise_secondary_muscle (base_exercise_id);
create index on public.base_exercise_secondary_muscle (muscle_group_id);

create table public.exercise (
  exercise_id uuid primary key default uuid_generate_v1mc(),
  base_exercise_id uuid not null references public.base_exercise (base_exercise_id),
  session_schedule_id uuid not null references public.session_schedule (session_schedule_id),
  reps public.positive_int not null default 10,
  sets public.positive_int not null default 5,
  rest interval not null default interval '1 minute',
  step_increment public.positive_int not null default 2500,
  sort_order public.positive_int not null default 1000,
  description text,
  links text[],
  data jsonb
);
create table public.performed_session (
  performed_session_id uuid primary key default uuid_generate_v1mc(),
  session_schedule_id uuid not null references public.session_schedule (session_schedule_id),
  app_user_id uuid not null references public.app_user (app_user_id),
  started_at timestamp default now(),
  completed_at timestamp default now(),
  note text,
  data jsonb
);
create index on public.performed_session (app_user_id);
create index on public.performed_session (performed_session_id, app_user_id);
create index on public.performed_session (app_user_id, completed_at desc nulls last);
create table public.performed_exercise (
  performed_exercise_id uuid primary key default uuid_generate_v1mc(),
  exercise_id uuid references public.exercise (exercise_id) on delete set null,
  performed_session_id uuid not null
    references public.performed_session (performed_session_id) on delete cascade,
  name text,
  reps public.positive_int[] not null default array[10, 10, 10, 10, 10],
  sets public.positive_int generated always as (array_length(reps, 1)) stored,
  rest interval[] not null default array[interval '2 minutes', interval '2 minutes',
    interval '2 minutes', interval '2 minutes', interval '2 minutes'],
  weight public.positive_int,
  started_at timestamp default now(),
  completed_at timestamp,
  note text,
  data jsonb
);
create index on public.performed_exercise (performed_session_id);
create table public.exercise_set_type (
  name text primary key check (name <> ''),
  description text,
  sort_order numeric not null,
  has_subset boolean not null
);
create table public.performed_exercise_set (
  performed_exercise_set_id uuid primary key default uuid_generate_v1mc(),
  performed_exercise_id uuid not null
    references public.performed_exercise (performed_exercise_id) on delete cascade,
  exercise_set_type text not null references public.exercise_set_type (name),
  weight public.positive_int not null,
  reps public.positive_int not null,
  rest interval not null default interval '1 minute',
  "order" public.positive_int not null,
  note text,
  data jsonb,
  started_at timestamp default now(),
  completed_at timestamp,
  parent_performed_exercise_set_id uuid
    references public.performed_exercise_set (performed_exercise_set_id) on delete cascade
);

create table public.admin_users (
  admin_user_id uuid primary key references public.app_user (app_user_id) on delete cascade,
  role text not null default 'support' check (role in ('support', 'admin', 'superadmin')),
  granted_by uuid references public.admin_users (admin_user_id),
  granted_at timestamptz not null default now(),
  revoked_at timestamptz,
  notes text,
  check (revoked_at is null or revoked_at >= granted_at)
);
create index on public.admin_users (admin_user_id) where revoked_at is null;
create index on public.admin_users (granted_by, granted_at desc) where granted_by is not null;
create table public.impersonation_audit (
  audit_id uuid primary key default uuid_generate_v1mc(),
  admin_user_id uuid not null references public.app_user (app_user_id) on delete cascade,
  target_user_id uuid not null references public.app_user (app_user_id) on delete cascade,
  started_at timestamptz not null default now(),
  ended_at timestamptz,
  ended_reason text check (ended_reason is null
    or ended_reason in ('manual', 'timeout', 'session_revoked', 'admin_logout')),
  ip_address inet,
  user_agent text,
  notes text,
  check (ended_at is null or ended_at >= started_at),
  check (admin_user_id <> target_user_id)
);
create index on public.impersonation_audit (started_at desc) where ended_at is null;
create index on public.impersonation_audit (admin_user_id, started_at desc);
create index on public.impersonation_audit (started_at desc);
create index on public.impersonation_audit (target_user_id, started_at desc);
create table public.impersonation_audit_archive (like public.impersonation_audit including all);
