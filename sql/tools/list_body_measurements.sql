-- Body measurements of one kind or of all, oldest first.
-- params: kind text, days int
select jsonb_build_object(
  'looked_back_to', coach.local_date(coach.since(:days)),
  'measurements', coalesce((
    select jsonb_agg(
      jsonb_build_object('kind', m.kind, 'date', m.measured_on, 'value', m.value,
                         'note', case when coach.notes_allowed() then m.note end)
      order by m.kind, m.measured_on)
    from coach.body_measurement m where m.app_user_id = (select auth.uid()) and (:kind is null or m.kind = :kind)
      and m.measured_on between coach.local_date(coach.since(:days)) and coach.today()), '[]'))
