# shellcheck shell=bash disable=SC2154
# Render builds what a Git branch holds. Its dashboard makes the service from the Blueprint, once; NAME is then the service's id.
needs render "Render's own program: https://render.com/docs/cli says how to get it."
run render whoami >/dev/null || end "Render does not know you: run \"render login\", then this again."
[ -z "$suffix" ] || end "A staging target at Render is a second Blueprint, made from a branch that names its service coach-staging; its id deploys it."
run render blueprints validate deploy/render/render.yaml
database_for Render
case $name in srv-*) address https://coach.onrender.com ;; *) address "https://$name.onrender.com" ;; esac
# Render generates it, as the Blueprint says.
unset COACH_SECRET
run bin/coach migrate
case $name in
  srv-*) run render deploys create "$name" --wait --confirm && finish ;;
  *)
    settings
    echo "Once: open https://dashboard.render.com/blueprint/new, choose your repository and the Blueprint path deploy/render/render.yaml, and enter the values named above; MCP_SERVER_URL is $MCP_SERVER_URL."
    echo "Afterwards \"bin/deploy render srv-…\", with the id of the service, deploys a new version."
    ;;
esac
