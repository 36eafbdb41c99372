create table public.exercise_set_type (
  name text primary key
);
insert into public.exercise_set_type (name)
values ('warm-up'), ('regular'), ('drop-set'), ('myo-rep'), ('pyramid-set'), ('super-set'),
       ('AMRAP'), ('other');
alter table public.exercise_set_type enable row level security;
create policy "Everyone can read set types" on public.exercise_set_type for select using (true);
create policy "Nobody adds set types" on public.exercise_set_type for insert with check (false);
