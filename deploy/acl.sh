#!/bin/sh
# Grants the users of the stages, the studio and the operator the rights in acl.csv and no others. Safe to run again; existing rights stay.
set -eu

usage() {
  cat <<'END'
usage: deploy/acl.sh --bootstrap HOST:PORT [--command-config FILE] [--user ROLE=NAME]... [--remove]

  --command-config FILE  Kafka's client settings of somebody who may give rights (Alter on the cluster)
  --user ROLE=NAME       the user of a role: ingest, landmark, speech, render, sink, studio or operator; by itself called as the role
  --remove               takes the rights away

KAFKA_ACLS names Kafka's own kafka-acls.sh where it is not on the path.
END
}

refuse() {
  echo "acl.sh: $1; see deploy/acl.sh --help" >&2
  exit 2
}

rights=$(dirname "$0")/acl.csv
acls=${KAFKA_ACLS:-kafka-acls.sh}
bootstrap='' config='' change=--add users=''

while [ $# -gt 0 ]; do
  case $1 in
    --help) usage; exit 0 ;;
    --remove) change=--remove; shift; continue ;;
    --bootstrap | --command-config | --user) [ $# -ge 2 ] || refuse "$1 wants a value" ;;
    *) refuse "there is no option $1" ;;
  esac
  case $1 in
    --bootstrap) bootstrap=$2 ;;
    --command-config) [ -r "$2" ] || refuse "the file $2 cannot be read"; config=$2 ;;
    --user)
      grep -q "^${2%%=*}," "$rights" && [ "${2%%=*}" != role ] && [ "${2#*=}" != "$2" ] && [ -n "${2#*=}" ] ||
        refuse "--user is ROLE=NAME with a role of acl.csv, not $2"
      users="$users$2
"
      ;;
  esac
  shift 2
done
[ -n "$bootstrap" ] || refuse "--bootstrap is missing"
command -v "$acls" >/dev/null || refuse "$acls is not found; name Kafka's kafka-acls.sh by KAFKA_ACLS"

user_of() {
  named=$(printf %s "$users" | sed -n "s/^$1=//p" | tail -n 1)
  echo "${named:-$1}"
}

tail -n +2 "$rights" | while IFS=, read -r role resource name pattern operations; do
  set -- --bootstrap-server "$bootstrap"
  [ -z "$config" ] || set -- "$@" --command-config "$config"
  [ "$change" = --add ] || set -- "$@" --force
  set -- "$@" "$change" --allow-principal "User:$(user_of "$role")" "--$resource" "$name" --resource-pattern-type "$pattern"
  for operation in $operations; do
    set -- "$@" --operation "$operation"
  done
  "$acls" "$@" </dev/null
done
