# shellcheck shell=bash disable=SC2154
# A Linux machine of your own with systemd, Java and Caddy, which you reach as root by ssh. NAME is its domain.
needs ssh "ssh, which Debian has as openssh-client."
needs mvn "Maven, which Debian has as maven."
[ -n "$name" ] || end "bin/deploy vps needs your machine's domain: bin/deploy vps coach.example.com" 2
[ -n "${DATABASE_URL:-}" ] || end "DATABASE_URL must name a PostgreSQL that $name reaches: set it, or put it into $file."
address "https://$name"
keep_secret
settings
there() { run ssh "root@$name" "$1"; }
there "command -v java caddy" >/dev/null || end "$name has no Java or no Caddy, or does not let you in: at Debian, \"apt install default-jre-headless caddy\"."
run mvn -q -B -Dbuild.folder=target/vps -Dembedded=false -Dmaven.test.skip=true package
there "mkdir -p /opt/coach && cat >/opt/coach/new && mv /opt/coach/new /opt/coach/coach.jar" < <($dry || cat target/vps/coach.jar)
there "umask 077 && cat >/etc/coach.env" <<<"$lines"
there "cat >/etc/systemd/system/coach.service" <deploy/vps/coach.service
there "cat >/etc/caddy/coach.caddy" < <(sed "s/@DOMAIN@/$name/" deploy/vps/Caddyfile)
there "grep -qx 'import coach.caddy' /etc/caddy/Caddyfile || echo 'import coach.caddy' >>/etc/caddy/Caddyfile"
there "systemctl daemon-reload && systemctl enable coach && systemctl restart coach && systemctl reload caddy"
finish
