-- Time zones are checked without reading all of them: pg_timezone_names opens every file of the
-- system's time zones, for seconds on a busy machine, and a write held the lifter's row meanwhile.

-- Whether a text is an area and a place as IANA spells them. PostgreSQL would also take what it can
-- read as a rule of its own ("Foo/Bar3"), which nobody else knows: digits are left to Etc/GMT alone.
create function coach.is_time_zone(name text) returns boolean language plpgsql stable as $$
begin
  if name is null
     or name !~ '^[A-Z][A-Za-z_]+(/[A-Z][A-Za-z_-]+)+$'
        and name !~ '^Etc/GMT(0|[+-]\d|[+]1[0-2]|-1[0-4])$' then
    return false;
  end if;
  perform now() at time zone name;
  return true;
exception
  when invalid_parameter_value then
    return false;
end
$$;

-- As before, by that check, and before anything is locked; calls use it as of the next migration.
create or replace function coach.update_settings(body jsonb) returns jsonb language plpgsql as $$
declare
  me uuid := (select auth.uid());
  before jsonb;
  sent jsonb := jsonb_strip_nulls(body -> 'set');
  after jsonb;
begin
  if sent ->> 'time_zone' is not null and not coach.is_time_zone(sent ->> 'time_zone') then
    perform coach.refuse(format('time_zone is "%s", which the database does not know. Send another '
                                'name of the same zone.', sent ->> 'time_zone'));
  end if;
  perform coach.touch('settings', me);
  select coach.as_object(u.data -> 'mcp_settings') into before
  from public.app_user u where u.app_user_id = me;
  if jsonb_exists(sent, 'pain_flags') then
    sent := sent || jsonb_build_object('pain_flags', coach.pain_flags(sent -> 'pain_flags'));
  end if;
  after := before - array(select jsonb_array_elements_text(coalesce(body -> 'reset', '[]')));
  after := after || sent
    || case when jsonb_exists(sent, 'landmarks') then jsonb_build_object(
         'landmarks', coach.as_object(after -> 'landmarks') || (sent -> 'landmarks'))
       else '{}' end
    || case when jsonb_exists(sent, 'gyms') or jsonb_exists(body, 'remove_gyms')
       then jsonb_build_object('gyms', coach.joined_gyms(
         after -> 'gyms', coalesce(sent -> 'gyms', '[]'), coalesce(body -> 'remove_gyms', '[]')))
       else '{}' end;
  if jsonb_array_length(case jsonb_typeof(after -> 'gyms') when 'array' then after -> 'gyms'
                                                          else '[]' end) > 5 then
    perform coach.refuse('There would be more than 5 gyms. Send remove_gyms with those to forget.');
  end if;
  if sent ->> 'gym' is not null
     and not after -> 'gyms' @> jsonb_build_array(jsonb_build_object('name', sent -> 'gym')) then
    perform coach.refuse(format('gym is "%s", and there is no such gym. Send it in gyms first.',
                                sent ->> 'gym'));
  end if;
  update public.app_user u
  set data = coach.as_object(u.data) || jsonb_build_object('mcp_settings', after)
  where u.app_user_id = me;
  return jsonb_build_object('summary', 'Changed the settings', 'before', before, 'after', after);
end
$$;

-- As at the end of every migration that adds functions.
revoke execute on all functions in schema coach from public;
grant execute on all functions in schema coach to authenticated, service_role;
revoke execute on function
  coach.choose_labels(text[], uuid), coach.label_exercise(), coach.remove_account_data()
  from authenticated, service_role;
