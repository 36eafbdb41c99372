-- An attempt to sign in, counted as failed before its password is looked at: of many at once, none
-- gets by uncounted. One that succeeds is taken out again by its moment.
-- params: pair_key text, address_key text, account_key text
-- returns: json
delete from coach_auth.attempt
where random() < 0.01 and at < clock_timestamp() - interval '1 day';
with noted as (
  insert into coach_auth.attempt (key, at)
  select key, moment.at
  from (select clock_timestamp() as at) moment,
       (values (:pair_key), (:address_key), (:account_key)) keys (key)
  returning at
)
select jsonb_build_object('at', max(at)) from noted
