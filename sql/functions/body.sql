-- What a measured value is in the unit of its column: grams, hundredths of a percent, millimetres.
create or replace function coach.measured(kind text, value numeric, unit text) returns int language sql immutable as $$
  select round(value * case unit when 'kg' then 1000 when 'lb' then 453.59237 when 'percent' then 100
                                 when 'cm' then 10 when 'in' then 25.4 end)::int $$;
create or replace function coach.log_body_measurement(body jsonb) returns jsonb language plpgsql as $$
declare
  me uuid := (select auth.uid());
  pounds boolean := coach.unit_of('{}') = 'lb';
  day date := coach.local_date(coalesce(coach.moment(body ->> 'date'), now() at time zone 'UTC'));
  sent record; row_id uuid;
  done jsonb := '[]';
begin
  perform coach.refuse(format('date is %s, in the future. Send a date up to %s.', day,
                              coach.today())) where day > coach.today();
  for sent in
    select x.place - 1 as place, x.m ->> 'kind' as kind, (x.m ->> 'value')::numeric as value, x.m ->> 'note' as note,
           coalesce(x.m ->> 'unit', case x.m ->> 'kind'
             when 'body_weight' then case when pounds then 'lb' else 'kg' end
             when 'body_fat' then 'percent'
             else case when pounds then 'in' else 'cm' end end) as unit
    from jsonb_array_elements(body -> 'measurements') with ordinality x (m, place) order by x.place
  loop
    perform coach.refuse_unlikely(sent.place, sent.kind, sent.value, sent.unit);
    select m.body_measurement_id into row_id from coach.body_measurement m
    where m.app_user_id = me and m.kind = sent.kind and m.measured_on = day;
    row_id := coalesce(row_id, gen_random_uuid());
    perform coach.touch('measurement', row_id);
    done := done || jsonb_build_object(
      'kind', sent.kind, 'before', (select m.value from coach.body_measurement m where m.body_measurement_id = row_id),
      'last', (select jsonb_build_object('value', m.value, 'date', m.measured_on)
               from coach.body_measurement m where m.app_user_id = me and m.kind = sent.kind and m.measured_on < day
               order by m.measured_on desc limit 1));
    insert into coach.body_measurement (body_measurement_id, app_user_id, kind, measured_on, value, note)
    values (row_id, me, sent.kind, day, coach.measured(sent.kind, sent.value, sent.unit), sent.note)
    on conflict (app_user_id, kind, measured_on)
      do update set value = excluded.value, note = coalesce(excluded.note, body_measurement.note);
  end loop;
  return jsonb_build_object(
    'summary', format('Logged %s of %s',
      (select string_agg(distinct replace(d ->> 'kind', '_', ' '), ', ') from jsonb_array_elements(done) d), day),
    'date', day,
    'measurements', (
      select jsonb_agg(d.doc || jsonb_build_object('value', m.value, 'note', m.note) order by d.place)
      from jsonb_array_elements(done) with ordinality d (doc, place)
      join coach.body_measurement m on m.app_user_id = me and m.kind = d.doc ->> 'kind' and m.measured_on = day));
end $$;
-- A unit that does not belong to what was measured, and a value that nobody has, are slips.
create or replace function coach.refuse_unlikely(place bigint, kind text, value numeric, unit text) returns void
language plpgsql as $$
declare
  is_weight boolean := kind = 'body_weight';
  is_share boolean := kind = 'body_fat';
  least_value int := case when is_weight then 20000 when is_share then 100 else 50 end;
  most_value int := case when is_weight then 500000 when is_share then 7500 else 3000 end;
begin
  perform coach.refuse(format('measurements[%s].unit is "%s", and %s is measured in %s. Send one of '
    'them, or leave it out.', place, unit, kind,
    case when is_weight then 'kg or lb' when is_share then 'percent' else 'cm or in' end))
  where unit <> all (case when is_weight then '{kg,lb}' when is_share then '{percent}' else '{cm,in}' end::text[]);
  perform coach.refuse(format('measurements[%s].value is %s %s, which is no %s. Send the value and its '
                              'unit.', place, value, unit, replace(kind, '_', ' ')))
  where coach.measured(kind, value, unit) not between least_value and most_value;
end $$;
