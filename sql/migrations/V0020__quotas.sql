-- What makes the ids of imported rows a lifter's own: they follow from it, so that one file is stored
-- once, and no other lifter can compute them.

create table if not exists coach.own_seed (
  app_user_id uuid primary key references public.app_user on delete cascade,
  seed uuid not null default gen_random_uuid()
);
alter table coach.own_seed enable row level security;
drop policy if exists "own rows" on coach.own_seed;
create policy "own rows" on coach.own_seed for all to authenticated
  using (app_user_id = (select auth.uid())) with check (app_user_id = (select auth.uid()));
grant select, insert, delete on coach.own_seed to authenticated;
grant all on coach.own_seed to service_role;

-- What an account stores, so that one cannot fill the disk of all. Counted up by every write and
-- measured anew after a day.
create table if not exists coach.account_size (
  app_user_id uuid primary key references public.app_user on delete cascade,
  bytes bigint not null,
  measured_at timestamptz not null default now()
);
alter table coach.account_size enable row level security;
drop policy if exists "own rows" on coach.account_size;
create policy "own rows" on coach.account_size for all to authenticated
  using (app_user_id = (select auth.uid())) with check (app_user_id = (select auth.uid()));
grant select, insert, update, delete on coach.account_size to authenticated;
grant all on coach.account_size to service_role;
insert into coach.setting (name, value) values ('account_megabytes', '200') on conflict do nothing;

-- A lifter's own plans are the lifter's alone; public ones are seen through views that do not say
-- whose they are.
drop policy if exists "public plans" on public.user_plan;
revoke all on public.user_plan from anon;
