# shellcheck shell=bash disable=SC2154,SC2164
# Railway builds the image from an uploaded folder, and injects PORT.
needs railway "Railway's own program: https://docs.railway.com/cli says how to get it."
run railway whoami >/dev/null || end "Railway does not know you: run \"railway login\", then this again."
database_for Railway
# Railway itself puts the address of the service in.
# shellcheck disable=SC2016
address 'https://${{RAILWAY_PUBLIC_DOMAIN}}'
keep_secret
settings
lines+="TRUSTED_PROXY_HEADER=X-Real-IP"$'\n'
run bin/coach migrate
stage deploy/railway/railway.json
run cd "$folder"
if $dry || ! railway status >/dev/null 2>&1; then
  run railway init --name "$name"
  run railway add --service "$name"
  run railway domain --service "$name"
fi
each railway variable set SETTING --stdin --skip-deploys --service "$name"
# The repository's own .gitignore leaves out target, where this folder is.
run railway up --ci --no-gitignore --service "$name"
echo "\"railway domain\" in $folder prints the address; add /mcp for assistants and /connect for people."
