-- Exercises of the catalogue and of the lifter's own by name, one page.
-- params: page_limit int, page_offset int
with page as materialized (
  select * from coach.catalog() where app_user_id is null or app_user_id = (select auth.uid())
  order by name, base_exercise_id limit :page_limit offset :page_offset
)
select jsonb_build_object(
  'total', (select count(*) from public.base_exercise where app_user_id is null or app_user_id = (select auth.uid())),
  'exercises', coalesce((
    select jsonb_agg(coach.catalog_entry(to_jsonb(p), true) order by p.name, p.base_exercise_id) from page p), '[]'))
