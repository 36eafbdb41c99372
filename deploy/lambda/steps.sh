# shellcheck shell=bash disable=SC2154
# AWS Lambda: the image with the web adapter, secrets in Secrets Manager, and template.yaml, which sam deploys. With
# LAMBDA_SNAPSTART=true the jar instead of the image, and snapstart.yaml.
snapstart=${LAMBDA_SNAPSTART:-false}
case $snapstart in true | false) ;; *) end "LAMBDA_SNAPSTART must be true or false; it is \"$snapstart\"." ;; esac
[ "$snapstart" = true ] || needs docker "Docker, which builds the image here: https://docs.docker.com/engine/install says how to get it."
needs aws "AWS's own program: https://docs.aws.amazon.com/cli says how to get it."
needs sam "AWS's program sam: https://docs.aws.amazon.com/serverless-application-model says how to get it."
run aws sts get-caller-identity >/dev/null || end "AWS does not know you: run \"aws configure\", then this again."
database_for Lambda
# Empty as long as there is none.
printed() {
  run aws cloudformation describe-stacks --output text \
    --query "Stacks[?StackName=='$name'].Outputs[] | [?OutputKey=='Address'].OutputValue"
}
known=$(printed)
# Lambda says the address of a function only once there is one; the second round puts it in.
address "${known:-https://coach.invalid}"
MCP_SERVER_URL=${MCP_SERVER_URL%/}
keep_secret
: "${SUPABASE_URL:=}" "${SUPABASE_ANON_KEY:=}"
settings
lines=$(grep -v '^MCP_SERVER_URL=' <<<"$lines")
for setting in SUPABASE_URL SUPABASE_ANON_KEY; do [ -n "${!setting}" ] || lines+=$'\n'"$setting="; done
run bin/coach migrate
if $dry || ! aws secretsmanager describe-secret --secret-id "$name" >/dev/null 2>&1; then
  run aws secretsmanager create-secret --name "$name"
fi
run aws secretsmanager put-secret-value --secret-id "$name" --secret-string file:///dev/stdin < <(json)
if [ "$snapstart" = true ]; then
  run mvn -q -B -Dbuild.folder=target/lambda -Dembedded=false -Dmaven.test.skip=true package
  run mkdir -p target/deploy/lambda-zip && run cp target/lambda/coach.jar deploy/lambda/run.sh target/deploy/lambda-zip
  template=deploy/lambda/snapstart.yaml
else
  run docker build --platform linux/amd64 -t coach .
  run sam build --template deploy/lambda/template.yaml --build-dir target/deploy/lambda
  template=target/deploy/lambda/template.yaml
fi
release() {
  run sam deploy --template-file "$template" --stack-name "$name" --resolve-s3 \
    --resolve-image-repos --capabilities CAPABILITY_IAM --no-confirm-changeset \
    --parameter-overrides "ServerUrl=$MCP_SERVER_URL" "Release=$1"
}
now=$(date -u +%FT%TZ)
release "$now"
if [ "$MCP_SERVER_URL" = https://coach.invalid ]; then
  MCP_SERVER_URL=$(printed)
  MCP_SERVER_URL=${MCP_SERVER_URL:-https://ADDRESS.lambda-url.REGION.on.aws} MCP_SERVER_URL=${MCP_SERVER_URL%/}
  release "$now"
fi
finish
