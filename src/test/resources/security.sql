-- One row of everything for one person; the id of each is the person's own, here :who.
insert into public.app_user (app_user_id, name, email)
values (:who, 'Someone', :who || '@example.com') on conflict do nothing;
insert into public.user_plan (user_plan_id, app_user_id, name) values (:who, :who, 'Mine');
insert into public.session_schedule (session_schedule_id, user_plan_id, name) values (:who, :who, 'Day');
insert into public.base_exercise (base_exercise_id, name, aliases, app_user_id)
values (:who, 'Secret lift', array['Hidden hoist'], :who);
insert into public.base_exercise_primary_muscle (base_exercise_id, muscle_group_id)
select :who, muscle_group_id from public.muscle_group where name = 'chest';
insert into public.base_exercise_secondary_muscle (base_exercise_id, muscle_group_id)
select :who, muscle_group_id from public.muscle_group where name = 'triceps';
insert into public.exercise (exercise_id, base_exercise_id, session_schedule_id) values (:who, :who, :who);
insert into public.performed_session (performed_session_id, session_schedule_id, app_user_id)
values (:who, :who, :who);
insert into public.performed_exercise
  (performed_exercise_id, exercise_id, performed_session_id, name, reps, rest, weight, completed_at)
values (:who, :who, :who, 'Secret lift', '{5}', '{}', 50000, now());
insert into public.performed_exercise_set
  (performed_exercise_set_id, performed_exercise_id, exercise_set_type, weight, reps, "order")
values (:who, :who, 'regular', 50000, 5, 1);

insert into coach.call_log (app_user_id, tool) values (:who, 'get_profile');
insert into coach.idempotency_key (app_user_id, key, tool, body_hash) values (:who, 'k', 't', 'h');
insert into coach.change_log (app_user_id, tool, summary, reverse) values (:who, 't', 's', '{}');
insert into coach.staged_part (app_user_id, staging, number, part) values (:who, :who, 1, '{}');
insert into coach.account_size (app_user_id, bytes) values (:who, 1);
insert into coach.own_seed (app_user_id) values (:who);
insert into coach.import_mapping (app_user_id, label, base_exercise_id) values (:who, 'lift', :who);
insert into coach.body_measurement (body_measurement_id, app_user_id, kind, measured_on, value)
values (:who, :who, 'body_weight', '2026-09-01', 80000);

insert into coach_auth.account (app_user_id, password_hash) values (:who, 'hash');
insert into coach_auth.client (client_id, name, redirect_uris, metadata) values (:who, 'App', '{}', '{}');
insert into coach_auth.consent (app_user_id, client_id, scopes) values (:who, :who, '{read}');
insert into coach_auth.code
  (code_hash, client_id, app_user_id, redirect_uri, challenge, scopes, resource, expires_at)
values (:who, :who, :who, 'http://localhost', 'c', '{read}', 'r', now());
insert into coach_auth.refresh_token
  (token_hash, family, client_id, app_user_id, scopes, resource, expires_at)
values (:who, :who, :who, :who, '{read}', 'r', now());
insert into coach_auth.signing_key (key_id, public_key, private_key) values (:who, 'p', 'p');

insert into coach_auth.browser_session (session_hash, app_user_id, expires_at)
values (:who, :who, now() + interval '1 day');
insert into coach_auth.invitation (token_hash, purpose, app_user_id, expires_at)
values (:who, 'reset', :who, now() + interval '1 day');
insert into coach_auth.attempt (key) values (:who);
insert into coach_auth.event (app_user_id, kind) values (:who, 'signed_in');
insert into coach_auth.token_family (family, client_id, app_user_id, scopes)
values (:who, :who, :who, '{read}');
