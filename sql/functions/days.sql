-- What begin_call has found out about the caller, for the statements after it in the transaction.
create or replace function coach.zone() returns text language sql stable as $$
  select coalesce(nullif(current_setting('coach.zone', true), ''), 'UTC') $$;
create or replace function coach.today() returns date language sql stable as $$
  select (now() at time zone coach.zone())::date $$;
create or replace function coach.local_date(utc timestamp, zone text default coach.zone()) returns date
language sql stable as $$ select ((utc at time zone 'UTC') at time zone zone)::date $$;
-- The UTC moment at which a local date begins, as the workout tables store it.
create or replace function coach.start_of(day date) returns timestamp language sql stable as $$
  select (day::timestamp at time zone coach.zone()) at time zone 'UTC' $$;
create or replace function coach.max_history_days() returns int language sql stable as $$
  select coalesce(nullif(current_setting('coach.max_history_days', true), ''), '365')::int $$;
-- Where a look-back of so many days begins; never further back than the lifter allows.
create or replace function coach.since(days int) returns timestamp language sql stable as $$
  select coach.start_of(coach.today() - least(days, coach.max_history_days())) $$;
-- The first or the last day of a date, "2024", "2026-03", "today", "yesterday", "last month", "this week", "3 weeks ago",
-- "monday", "last monday" or "march", which are the latest ones; null of null. Procedural, because most calls say none
-- of it and would prepare it all the same.
create or replace function coach.spoken_day(spoken text, is_last boolean) returns date language plpgsql stable as $$
begin return (
  select case when is_last then (p.first + ('1 ' || p.unit)::interval)::date - 1 else p.first end
  from (
    select u.unit, case
        when spoken ~ ' ago$' then (coach.today() - replace(spoken, ' ago', '')::interval)::date
        when spoken ~ '^\d' then (spoken || substr('-01-01', length(spoken) - 3))::date
        when u.name = 'month' then (
          select m - case when m > coach.today() or spoken like 'last%' and m = date_trunc('month', coach.today()::timestamp)
                          then interval '1 year' else '0' end
          from (select date_trunc('year', coach.today()::timestamp) + u.number * interval '1 month') x (m))::date
        when u.name = 'day' then (
          select coach.today() - case when n = 0 and spoken like 'last%' then 7 else n end
          from (select (extract(isodow from coach.today())::int + 6 - u.number) % 7) x (n))
        when u.unit = 'day' then coach.today() - (spoken = 'yesterday')::int
        else (date_trunc(u.unit, coach.today()::timestamp)
              - (spoken like 'last%')::int * ('1 ' || u.unit)::interval)::date
      end as first
    from (
      select case when d.place is not null or spoken ~ ' ago$' then 'day' when m.place is not null then 'month'
                  when spoken ~ ' ' then split_part(spoken, ' ', 2) when spoken ~ '^\d{4}$' then 'year'
                  when spoken ~ '^\d{4}-\d\d$' then 'month' else 'day' end,
             case when d.place is not null then 'day' when m.place is not null then 'month' end,
             coalesce(d.place, m.place) - 1
      from (select regexp_replace(spoken, '^last ', '')) w (word)
      cross join lateral (
        select array_position('{monday,tuesday,wednesday,thursday,friday,saturday,sunday}', w.word)) d (place)
      cross join lateral (
        select array_position('{january,february,march,april,may,june,july,august,september,october,november,december}',
                              w.word)) m (place)) u (unit, name, number)
    where spoken is not null) p);
end $$;
-- The days that a read is about: from a first one on, else so many before the last one; `begins` is never further back
-- than the lifter allows, and `until` is null where nothing was asked.
create or replace function coach.period(since text, until text, days int)
returns table (begins timestamp, until date, facts jsonb) language sql stable as $$
  select greatest(coach.since(36500), coach.start_of(p.first)), p.until,
         jsonb_build_object('since', greatest(p.first, coach.local_date(coach.since(36500))),
                            'to', least(p.until, coach.today()), 'asked', coach.today() - p.first, 'first', p.first)
  from (
    select u.until, coalesce(u.since, coalesce(u.until, coach.today()) - $3) as first
    from (
      -- Read once each, and only where something was said: most calls say neither.
      select case when $1 is not null then coach.spoken_day($1, false) end,
             case when $2 is not null then coach.spoken_day($2, true) end offset 0) u (since, until) offset 0) p $$;
create or replace function coach.notes_allowed() returns boolean language sql stable as $$
  select coalesce(nullif(current_setting('coach.include_notes', true), ''), 'true')::boolean $$;
-- Whether a text is an area and a place as IANA spells them. PostgreSQL would also take what it reads as a rule of its
-- own ("Foo/Bar3"), so digits are left to Etc/GMT. It is tried, because pg_timezone_names opens every zone's file.
create or replace function coach.is_time_zone(name text) returns boolean language plpgsql stable strict as $$
begin
  return (name = 'UTC' or name ~ '^[A-Z][A-Za-z_]+(/[A-Z][A-Za-z_-]+)+$'
          or name ~ '^Etc/GMT(0|[+-]\d|[+]1[0-2]|-1[0-4])$')
    and now() at time zone name is not null;
exception when invalid_parameter_value then
  return false;
end $$;
-- The zone that a workout was logged in, which its data keep, else the lifter's: who travels moves no workout.
create or replace function coach.zone_of(data jsonb) returns text language sql stable as $$
  select case when data ->> 'time_zone' <> coach.zone() and coach.is_time_zone(data ->> 'time_zone')
              then data ->> 'time_zone' else coach.zone() end $$;
-- The zone to keep with a workout; UTC is also that of a lifter who has not said theirs yet.
create or replace function coach.zone_to_keep() returns jsonb language sql stable as $$
  select case when coach.zone() = 'UTC' then '{}' else jsonb_build_object('time_zone', coach.zone()) end $$;
-- The local date of a workout: the day on which it began, where it was logged.
create or replace function coach.session_date(started timestamp, completed timestamp, data jsonb) returns date
language sql stable as $$ select coach.local_date(coalesce(started, completed), coach.zone_of(data)) $$;
-- The UTC moment of a day (a date, "today", "yesterday") with or without "T" and a local time, or of a moment with "Z".
-- A day alone is its noon, which survives a change of zone, and today is now.
create or replace function coach.moment(spoken text, zone text default coach.zone()) returns timestamp
language sql stable as $$
  select case
    when right(spoken, 1) = 'Z' then left(spoken, -1)::timestamp
    when p.clock = '' and p.day = coach.today() then now() at time zone 'UTC'
    else ((p.day + case p.clock when '' then '12:00' else p.clock end::time) at time zone zone) at time zone 'UTC'
  end
  from (
    select case split_part(spoken, 'T', 1) when 'today' then coach.today()
             when 'yesterday' then coach.today() - 1 else split_part(spoken, 'T', 1)::date
           end as day, rtrim(split_part(spoken, 'T', 2), 'Z') as clock where spoken is not null) p $$;
create or replace function coach.local_text(utc timestamp, zone text default coach.zone()) returns text
language sql stable as $$ select to_char((utc at time zone 'UTC') at time zone zone, 'YYYY-MM-DD"T"HH24:MI') $$;
