-- Last of all: functions are everyone's unless said otherwise, and these are for callers with an account. What triggers
-- run is for them alone, and nothing of the sign-in is for anybody.
revoke execute on all functions in schema coach, coach_auth from public, anon, authenticated;
grant execute on all functions in schema coach to authenticated, service_role;
revoke execute on function coach.choose_labels(text[], uuid), coach.label_exercise(), coach.note_plan_change()
  from authenticated, service_role;
grant select on coach.exercise_entry, coach.performed_set to authenticated, service_role;
