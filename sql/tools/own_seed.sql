-- What the ids of the lifter's imported rows follow from; made when it is first asked for.
insert into coach.own_seed (app_user_id) values ((select auth.uid())) on conflict do nothing;
select jsonb_build_object('seed', s.seed) from coach.own_seed s where s.app_user_id = (select auth.uid())
