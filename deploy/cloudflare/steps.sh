# shellcheck shell=bash disable=SC2154,SC2164
# Cloudflare: a container behind a Worker, both from deploy/cloudflare; the image is built here.
needs docker "Docker, which builds the image here: https://docs.docker.com/engine/install says how to get it."
needs npm "npm, which brings Cloudflare's program wrangler: https://nodejs.org has it."
database_for Cloudflare both
address ""
keep_secret
settings
run bin/coach migrate
run cd deploy/cloudflare
run npm install --no-package-lock --no-audit --no-fund
run npx wrangler whoami >/dev/null || end "Cloudflare does not know you: run \"npx wrangler login\" in deploy/cloudflare, then this again."
run npx wrangler secret bulk --name "$name" < <(json)
run npx wrangler deploy --name "$name"
finish
