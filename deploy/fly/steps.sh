# shellcheck shell=bash disable=SC2154
# Fly.io, as fly.toml says: it builds the image, migrates, and runs three machines that sleep.
needs fly "flyctl, Fly's own program: https://fly.io/docs/flyctl/install says how to get it."
run fly auth whoami >/dev/null || end "Fly does not know you: run \"fly auth login\", then this again."
apps=$(run fly apps list --quiet)
if grep -qxE "\s*${name}\s*" <<<"$apps"; then there=$(run fly secrets list --app "$name"); else there=none; fi
grep -qw DATABASE_URL <<<"$there" || database_for Fly both
case ${MCP_SERVER_URL:-} in https://*) ;; *) MCP_SERVER_URL=https://$name.fly.dev ;; esac
: "${COACH_SECRET:=$(od -An -tx1 -N32 /dev/urandom | tr -d ' \n')}"
settings "$there"
[ "$there" != none ] || run fly apps create "$name"
# On standard input, because every user of this machine can read a program's arguments.
[ -z "$lines" ] || run fly secrets import --stage --app "$name" <<<"$lines"
run fly deploy --app "$name"
run fly scale count 3 --app "$name" --yes
finish
echo "What it costs: Fly has no free plan. Three sleeping machines cost the storage of their images, some cents a month; one that is kept awake all month about 2 dollars. Nothing caps it: look at your invoices."
