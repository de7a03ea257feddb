#!/usr/bin/env bash
# A PostgreSQL cluster of our own for the tests, from Debian's packages, on a free port of the loopback.
#
#   .ci/postgres.sh start [FOLDER]   prints the URL of a new cluster; a second start in the same FOLDER prints the same
#   .ci/postgres.sh stop  [FOLDER]   stops it and removes FOLDER
#   .ci/postgres.sh replica FOLDER URL   makes a streaming replica, in FOLDER, of the cluster at URL; prints its URL
#
# For tests of what a server that dies does to its clients:
#
#   .ci/postgres.sh crash  FOLDER [immediate|kill]   `pg_ctl stop -m immediate`, or SIGKILL to the postmaster
#   .ci/postgres.sh resume FOLDER                    starts the cluster of FOLDER again, on its old port, with the same data
#
# FOLDER is a folder under TMPDIR named after the repository unless given. Or source it, and call postgres_start and postgres_stop.
# Environment: PG_MAJOR picks a version where several are installed.

postgres_bin() {
  local found
  found=$(ls -d /usr/lib/postgresql/${PG_MAJOR:-*}/bin 2>/dev/null | sort -V | tail -n 1)
  [ -n "$found" ] && [ -x "$found/initdb" ] && echo "$found"
}

postgres_install() {
  postgres_bin >/dev/null && return 0
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "PostgreSQL is not installed: apt-get install postgresql" >&2
    return 1
  fi
  echo "installing postgresql from Debian's packages ..." >&2
  # Debian would start a cluster of its own on installing; ours is enough.
  mkdir -p /etc/postgresql-common
  [ -e /etc/postgresql-common/createcluster.conf ] || echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
  { apt-get -o DPkg::Lock::Timeout=300 update && DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends postgresql; } >&2 || return 1
  postgres_bin >/dev/null
}

postgres_folder() {
  echo "${1:-${TMPDIR:-/tmp}/muster-postgres-$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd | cksum | cut -d ' ' -f 1)}"
}

# initdb refuses root: as root everything runs as the package's user.
postgres_as() {
  if [ "$(id -u)" = 0 ]; then (cd / && setpriv --reuid=postgres --regid=postgres --init-groups "$@"); else "$@"; fi
}

postgres_free_port() {
  node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); });'
}

postgres_running() {
  postgres_as "$1/pg_ctl" status -D "$2/data" >/dev/null 2>&1
}

postgres_start() {
  local folder bin
  folder=$(postgres_folder "${1:-}")
  postgres_install || return 1
  bin=$(postgres_bin)
  if [ -f "$folder/url" ] && postgres_running "$bin" "$folder"; then
    cat "$folder/url"
    return 0
  fi
  rm -rf "$folder"
  mkdir -p "$folder" || return 1
  [ "$(id -u)" = 0 ] && chown postgres: "$folder"
  postgres_as "$bin/initdb" -D "$folder/data" -U postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 >"$folder.initdb.log" 2>&1 || {
    cat "$folder.initdb.log" >&2
    return 1
  }
  rm -f "$folder.initdb.log"
  postgres_launch "$folder" "$bin"
}

# A streaming replica, in FOLDER $1, of the cluster at URL $2.
postgres_replica() {
  local bin
  bin=$(postgres_bin) || return 1
  mkdir -p "$1" || return 1
  [ "$(id -u)" = 0 ] && chown postgres: "$1"
  postgres_as "$bin/pg_basebackup" -D "$1/data" -d "$2" -R -X stream -c fast >&2 || return 1
  postgres_launch "$1" "$bin"
}

postgres_launch() {
  local folder=$1 bin=$2 port try
  for try in 1 2 3 4 5; do
    # Somebody else may take the port between our asking and our using it.
    port=$(postgres_free_port) || return 1
    if postgres_as "$bin/pg_ctl" start -w -t 60 -D "$folder/data" -l "$folder/server.log" \
      -o "$(postgres_options "$folder" "$port")" >/dev/null 2>&1; then
      echo "postgres://postgres@127.0.0.1:$port/postgres" >"$folder/url"
      cat "$folder/url"
      return 0
    fi
  done
  cat "$folder/server.log" >&2
  return 1
}

postgres_crash() {
  local bin
  bin=$(postgres_bin) || return 1
  if [ "${2:-immediate}" = kill ]; then kill -9 "$(head -n 1 "$1/data/postmaster.pid")"
  else postgres_as "$bin/pg_ctl" stop -m immediate -w -D "$1/data" >/dev/null; fi
}

postgres_resume() {
  local bin port try
  bin=$(postgres_bin) || return 1
  port=$(sed -E 's/.*:([0-9]+)\/.*/\1/' "$1/url")
  # After a SIGKILL the backends need a moment to notice; until they are gone the new server refuses to start.
  for try in $(seq 1 100); do
    if postgres_as "$bin/pg_ctl" start -w -t 60 -D "$1/data" -l "$1/server.log" -o "$(postgres_options "$1" "$port")" >/dev/null 2>&1; then return 0; fi
    sleep 0.1
  done
  tail -n 50 "$1/server.log" >&2
  return 1
}

postgres_options() {
  echo "-p $2 -c listen_addresses=127.0.0.1 -c unix_socket_directories='$1' -c max_connections=200 -c timezone=UTC"
}

postgres_stop() {
  local folder bin
  folder=$(postgres_folder "${1:-}")
  bin=$(postgres_bin) || return 0
  if [ -d "$folder/data" ]; then postgres_as "$bin/pg_ctl" stop -m immediate -w -D "$folder/data" >/dev/null 2>&1; fi
  rm -rf "$folder"
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
  set -u
  case "${1:-}" in
    start) postgres_start "${2:-}" ;;
    stop) postgres_stop "${2:-}" ;;
    crash) postgres_crash "${2:?folder}" "${3:-immediate}" ;;
    resume) postgres_resume "${2:?folder}" ;;
    replica) postgres_replica "${2:?folder}" "${3:?URL of the primary}" ;;
    *)
      echo "usage: $0 start|stop|crash|resume [FOLDER] | replica FOLDER URL_OF_PRIMARY" >&2
      exit 2
      ;;
  esac
fi
