#!/bin/sh
# Runs a PostgreSQL server in a new folder until standard input ends, however its owner ends, and deletes the folder then.
#   cluster.sh FOLDER     The superuser's password is the first line of standard input. "ready" is printed when the server listens
#                         on a Unix socket in FOLDER. As root the server runs as the user postgres, for it refuses to run as root.
set -eu
folder="$1"
IFS= read -r password

for bin in "$(dirname "$(command -v initdb || echo /initdb)")" $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -Vr); do
  [ -x "$bin/initdb" ] && break
done
[ -x "$bin/initdb" ] || {
  echo "PostgreSQL's server is missing. Install it (on Debian: apt-get install postgresql), or name one in POSTGRESQL." >&2
  exit 1
}

as_owner() {
  if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups -- "$@"; else "$@"; fi
}

mkdir -m 700 "$folder"
trap 'as_owner "$bin/pg_ctl" stop -s -m immediate -D "$folder/data" 2>/dev/null || true; rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM
[ "$(id -u)" != 0 ] || chown postgres "$folder"
cd "$folder"
printf '%s\n' "$password" | as_owner tee password >/dev/null

# A locale that sorts by language, as most have, so that tests see what it does to our texts. Nothing here must outlive a power cut.
as_owner "$bin/initdb" -D data --username=postgres --pwfile=password --auth=scram-sha-256 --encoding=UTF8 \
  --locale=C.UTF-8 --locale-provider=icu --icu-locale=en --no-sync >/dev/null
options="-c listen_addresses='' -c unix_socket_directories='$folder' -c max_connections=300 -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
as_owner "$bin/pg_ctl" start -s -w -D data -l log -o "$options"
echo ready

# "stop" ends it with its connections, "start" starts it again; each is answered. Not immediately: with synchronous_commit=off that loses commits.
while read -r command; do
  case "$command" in
    stop) as_owner "$bin/pg_ctl" stop -s -m fast -D data ;;
    start) as_owner "$bin/pg_ctl" start -s -w -D data -l log -o "$options" ;;
  esac
  echo done
done
