# shellcheck shell=bash disable=SC2154
# Google Cloud Run: Cloud Build builds the image, Secret Manager keeps the secrets, service.yaml says the rest.
needs gcloud "Google's own program: https://cloud.google.com/sdk/docs/install says how to get it."
project=$(run gcloud config get-value project) region=$(run gcloud config get-value run/region)
$dry || [ -n "$project" ] || end "Google does not know which project: run \"gcloud init\", then this again."
: "${project:=PROJECT}" "${region:=europe-north1}"
number=$(run gcloud projects describe "$project" --format='value(projectNumber)')
: "${number:=NUMBER}"
database_for "Cloud Run"
address "https://$name-$number.$region.run.app"
keep_secret
settings
lines=$(grep -E '^(DATABASE_URL|COACH_SECRET)=' <<<"$lines")
# A tag of its own: the same one again would look to Cloud Run like the revision that runs already.
now=$(date -u +%Y%m%dT%H%M%S)
image=$region-docker.pkg.dev/$project/coach/$name:$now
cloud() { run gcloud --project "$project" --quiet "$@"; }
cloud services enable run.googleapis.com cloudbuild.googleapis.com artifactregistry.googleapis.com secretmanager.googleapis.com
if $dry || ! gcloud --project "$project" artifacts repositories describe coach --location "$region" >/dev/null 2>&1; then
  cloud artifacts repositories create coach --repository-format docker --location "$region"
fi
stage
cloud builds submit --tag "$image" "$folder"
for secret in "$name-DATABASE_URL" "$name-COACH_SECRET"; do
  if $dry || ! gcloud --project "$project" secrets describe "$secret" >/dev/null 2>&1; then
    cloud secrets create "$secret" --replication-policy automatic
  fi
  cloud secrets add-iam-policy-binding "$secret" --role roles/secretmanager.secretAccessor \
    --member "serviceAccount:$number-compute@developer.gserviceaccount.com"
done
each gcloud --project "$project" --quiet secrets versions add "$name-SETTING" --data-file -
run bin/coach migrate
service=$(<deploy/cloudrun/service.yaml)
service=${service//@NAME@/$name} service=${service//@IMAGE@/$image}
for setting in MCP_SERVER_URL SUPABASE_URL SUPABASE_ANON_KEY; do service=${service//@$setting@/${!setting:-}}; done
cloud run services replace /dev/stdin --region "$region" <<<"$service"
cloud run services add-iam-policy-binding "$name" --region "$region" --member allUsers --role roles/run.invoker
finish
