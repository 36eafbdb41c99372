# shellcheck shell=bash disable=SC2154
# Vercel runs the image as a function: it looks for Dockerfile.vercel at the top of what it is given.
needs vercel "Vercel's own program: https://vercel.com/docs/cli says how to get it."
run vercel whoami >/dev/null || end "Vercel does not know you: run \"vercel login\", then this again."
database_for Vercel
address "https://$name.vercel.app"
keep_secret
settings
lines+="TRUSTED_PROXY_HEADER=X-Forwarded-For"$'\n'
run bin/coach migrate
stage deploy/vercel/vercel.json
run mv "$folder/Dockerfile" "$folder/Dockerfile.vercel"
run vercel link --yes --project "$name" --cwd "$folder"
each vercel env add SETTING production --force --cwd "$folder"
run vercel deploy --prod --yes --cwd "$folder"
finish
