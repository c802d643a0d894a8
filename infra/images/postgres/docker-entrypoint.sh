#!/usr/bin/env bash
# Makes the database at the first start, out of POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB and the *.sql files of
# /docker-entrypoint-initdb.d, then runs the server, never as root.
set -euo pipefail

user=${POSTGRES_USER:-postgres}
database=${POSTGRES_DB:-$user}

initialize() {
    [ -n "${POSTGRES_PASSWORD:-}" ] || { echo "POSTGRES_PASSWORD is missing: set it" >&2; exit 1; }
    initdb --username="$user" --pwfile=<(printf '%s\n' "$POSTGRES_PASSWORD") \
        --auth-local=trust --auth-host=scram-sha-256
    echo "host all all all scram-sha-256" >>"$PGDATA/pg_hba.conf"
    echo "listen_addresses = '*'" >>"$PGDATA/postgresql.conf"
    # Nobody outside sees the server before it is whole.
    pg_ctl start --wait --options="-c listen_addresses=''"
    [ "$database" = postgres ] || createdb --username="$user" "$database"
    local script
    for script in /docker-entrypoint-initdb.d/*.sql; do
        [ ! -f "$script" ] || psql --username="$user" --dbname="$database" -v ON_ERROR_STOP=1 --file="$script"
    done
    pg_ctl stop --wait --mode=fast
}

if [ "${1:-}" != postgres ]; then
    exec "$@"
fi
mkdir -p "$PGDATA"
if [ "$(id -u)" -eq 0 ]; then
    chown postgres:postgres "$PGDATA"
    exec setpriv --reuid=postgres --regid=postgres --init-groups -- "$0" "$@"
fi
chmod 700 "$PGDATA"
[ -s "$PGDATA/PG_VERSION" ] || initialize
exec "$@"
