-- Three views of the workout app run with their owner's rights: through them anybody reads, and through
-- exercise_schedule even changes, what the tables' policies hide.
alter view if exists public.base_exercise_full set (security_invoker = true);
alter view if exists public.base_exercise_with_muscles set (security_invoker = true);
alter view if exists public.exercise_schedule set (security_invoker = true);
