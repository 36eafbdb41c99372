-- Writes that a person has to confirm first: what they saw must still be what is there.

-- coach.write, with the version of what it is about in the answer: of the state before, and of the
-- change that is taken back. With such a version as `expected`, nothing else is changed: where there
-- is another by now, the answer is the preview of that.
create function coach.write(
  tool_name text, body jsonb, write_key text, dry_run boolean, expected text)
returns jsonb language plpgsql as $$
declare
  result jsonb;
  version text;
begin
  begin
    result := coach.write(tool_name, body, write_key, dry_run);
    version := coach.digest(jsonb_build_array(result -> 'before', result #> '{undone,change}'));
    -- Only a change of this very transaction: what was stored earlier under the key stands.
    if coach.this_change() is not null and version <> expected then
      raise exception using errcode = 'PT409', message = 'not what was expected';
    end if;
  exception
    when sqlstate 'PT409' then
      result := result || '{"change": null, "dry_run": true}';
  end;
  return result || jsonb_build_object('version', version);
end
$$;

-- As at the end of every migration that adds functions: they are everyone's unless said otherwise.
-- It is late for coach.session_images.
revoke execute on all functions in schema coach from public;
grant execute on all functions in schema coach to authenticated, service_role;
revoke execute on function
  coach.choose_labels(text[], uuid), coach.label_exercise(), coach.remove_account_data()
  from authenticated, service_role;
