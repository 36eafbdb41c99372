-- The row of a person whom Supabase vouches for, unless it is there already, there is no e-mail, or another person has it.
-- params: app_user_id uuid, name text, email text
insert into public.app_user (app_user_id, name, email) select :app_user_id, :name, :email
where :email <> '' and not exists (select from public.app_user u where u.email = :email)
on conflict (app_user_id) do nothing;
select jsonb_build_object('there', exists (select from public.app_user u where u.app_user_id = :app_user_id))
