-- Keeps one part of an import aside, for store_workouts to store all of them at once; the same number again replaces
-- it. What never came to that is deleted after an hour.
-- params: staging uuid, number int, part jsonb
-- may take: 50s
delete from coach.staged_part where app_user_id = (select auth.uid()) and staged_at < now() - interval '1 hour';
select coach.refuse('A part of an import is a staging, a number and a part; one of them is missing.')
where num_nulls(:staging, :number, :part) > 0;
select coach.refuse(format(
  'Part %s of this import has %s bytes and the most is 16777216, so nothing was stored. Import '
  'fewer workouts, or shorten the longest notes.', :number, pg_column_size(:part)))
where pg_column_size(:part) > 16777216;
select coach.refuse(format(
  'This account has %s unfinished parts of imports with %s MB, the most there may be, so nothing was '
  'stored. Import fewer workouts, or try again in an hour.', count(*), sum(pg_column_size(part)) / 1000000))
from coach.staged_part where app_user_id = (select auth.uid())
having count(*) >= 1000 or sum(pg_column_size(part)) > 256000000;
insert into coach.staged_part (app_user_id, staging, number, part)
values ((select auth.uid()), :staging, :number, :part)
on conflict (app_user_id, staging, number) do update set part = excluded.part, staged_at = excluded.staged_at;
select jsonb_build_object('number', :number)
