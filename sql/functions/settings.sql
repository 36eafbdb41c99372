-- Settings of the same name are replaced; landmarks, gyms and training maxes are joined to those that are there.
create or replace function coach.update_settings(body jsonb) returns jsonb language plpgsql as $$
declare
  me uuid := (select auth.uid());
  before jsonb;
  sent jsonb := jsonb_strip_nulls(body -> 'set');
  after jsonb;
begin
  perform coach.refuse(format('time_zone is "%s", which the database does not know. Send another '
                              'name of the same zone.', sent ->> 'time_zone'))
  where sent ->> 'time_zone' is not null and not coach.is_time_zone(sent ->> 'time_zone');
  perform coach.touch('settings', me);
  select coach.as_object(u.data -> 'mcp_settings') into before from public.app_user u where u.app_user_id = me;
  sent := sent || jsonb_strip_nulls(jsonb_build_object(
    'training_maxes', case when jsonb_exists(sent, 'training_maxes') then coach.training_maxes(before, sent) end,
    'pain_flags', coach.pain_flags(sent -> 'pain_flags'),
    'goals', (
      select jsonb_agg(g || jsonb_build_object('exercise', coach.need_name('goals.exercise', g ->> 'exercise')))
      from jsonb_array_elements(sent -> 'goals') g)));
  after := before - array(select jsonb_array_elements_text(coalesce(body -> 'reset', '[]')));
  after := after || sent
    || case when jsonb_exists(sent, 'landmarks') then jsonb_build_object(
         'landmarks', coach.as_object(after -> 'landmarks') || (sent -> 'landmarks')) else '{}' end
    || case when jsonb_exists(sent, 'gyms') or jsonb_exists(body, 'remove_gyms') then jsonb_build_object(
         'gyms', coach.joined_gyms(
           after -> 'gyms', coalesce(sent -> 'gyms', '[]'), coalesce(body -> 'remove_gyms', '[]'))) else '{}' end;
  perform coach.refuse('There would be more than 5 gyms. Send remove_gyms with those to forget.')
  where jsonb_array_length(coach.as_array(after -> 'gyms')) > 5;
  perform coach.refuse(format('gym is "%s", and there is no such gym. Send it in gyms first.', sent ->> 'gym'))
  where sent ->> 'gym' is not null
    and not after -> 'gyms' @> jsonb_build_array(jsonb_build_object('name', sent -> 'gym'));
  update public.app_user u
  set data = coach.as_object(u.data) || jsonb_build_object('mcp_settings', after) where u.app_user_id = me;
  return jsonb_build_object('summary', 'Changed the settings', 'before', before, 'after', after);
end $$;
create or replace function coach.joined_gyms(present jsonb, sent jsonb, removed jsonb) returns jsonb
language sql immutable as $$
  select coalesce(jsonb_agg(g.gym order by g.place, g.number), '[]')
  from (
    select p.gym || coalesce((
             select s.gym from jsonb_array_elements(sent) s (gym)
             where s.gym -> 'name' = p.gym -> 'name' limit 1), '{}') as gym, 1 as place, p.number
    from jsonb_array_elements(coach.as_array(present)) with ordinality p (gym, number)
    where not removed @> jsonb_build_array(p.gym -> 'name')
    union all
    select s.gym, 2, s.number from jsonb_array_elements(sent) with ordinality s (gym, number)
    where not coalesce(present, '[]') @> jsonb_build_array(jsonb_build_object('name', s.gym -> 'name'))
  ) g $$;
-- By the exercise's full name, each with the unit it was set in; 0 takes one away.
create or replace function coach.training_maxes(known jsonb, sent jsonb) returns jsonb language sql as $$
  select jsonb_strip_nulls(coach.as_object(known -> 'training_maxes') || coalesce(jsonb_object_agg(
    coach.need_name('training_maxes', m ->> 'exercise'),
    case when (m ->> 'weight')::numeric > 0 then jsonb_build_object(
      'weight', m -> 'weight', 'unit', coalesce(sent ->> 'unit', known ->> 'unit', 'kg')) end), '{}'))
  from jsonb_array_elements(sent -> 'training_maxes') m $$;
-- Muscles as the catalogue writes them, exercises by their full name, a joint in the lifter's words.
create or replace function coach.pain_flags(sent jsonb) returns jsonb language plpgsql strict as $$
declare flag record; flags jsonb := '[]';
begin
  for flag in
    select x.place - 1 as place, x.name, coalesce(m.name, substring(lower(x.name) from
             '^(?:(?:left|right) )?(?:knee|hip|back|ankle|shoulder|elbow|wrist|neck)s?$')) as muscle
    from jsonb_array_elements_text(sent) with ordinality x (name, place)
    left join public.muscle_group m on m.name = lower(x.name) order by x.place
  loop
    flags := flags || to_jsonb(coalesce(flag.muscle, (
      select flag.name where flag.name ~* '\m(knee|hip|back|ankle|shoulder|elbow|wrist|neck)s?\M'
        and not exists (select from coach.find_exercise(flag.name) f where f.similarity = 1)),
      coach.need_name(format('pain_flags[%s]', flag.place), flag.name)));
  end loop;
  return flags;
end $$;
