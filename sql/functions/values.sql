-- What is stored as text or as any JSON, read as what it should be, or not at all.
create or replace function coach.as_uuid(name text) returns uuid language sql immutable as $$
  select case when name ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then name::uuid end $$;
create or replace function coach.as_object(value jsonb) returns jsonb language sql immutable as $$
  select case when jsonb_typeof(value) = 'object' then value else '{}' end $$;
create or replace function coach.as_int(value text) returns int language sql immutable as $$
  select case when value ~ '^\d{1,9}$' then value::int end $$;
create or replace function coach.as_rpe(value text) returns numeric language sql immutable as $$
  select case when value ~ '^\d{1,2}(\.\d+)?$' then value::numeric end $$;
create or replace function coach.as_array(value jsonb) returns jsonb language sql immutable as $$
  select case when jsonb_typeof(value) = 'array' then value else '[]' end $$;
-- The texts in an array: another app may have written anything else.
create or replace function coach.words_of(value jsonb) returns jsonb language sql immutable as $$
  select jsonb_path_query_array(coach.as_array(value), '$[*] ? (@.type() == "string")') $$;
