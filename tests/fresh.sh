#!/usr/bin/env bash
# Clones the working tree (committed or not) into a temporary directory and runs `make run` and
# `make test` there with a clean environment and an empty HOME.
set -euo pipefail
here=$(git rev-parse --show-toplevel)
there=$(mktemp -d)
run=
trap '[ -z "$run" ] || kill -KILL -- "-$run" 2>/dev/null || true; rm -rf "$there"' EXIT
git clone --quiet "$here" "$there/guichet"
# What is not committed yet comes along: changes, and new files that git does not ignore.
(cd "$here" && git ls-files --modified --others --exclude-standard -z | tar --null --ignore-failed-read -cf - -T - 2>/dev/null) | tar -xf - -C "$there/guichet"
mkdir "$there/home"
# Only PATH and what pip needs to reach its registry come along.
keep=("HOME=$there/home" "PATH=$PATH" "LANG=C.UTF-8")
while IFS= read -r name; do keep+=("$name=${!name}"); done < <(compgen -e | grep -E '^(PIP_|SSL_CERT|REQUESTS_CA|https?_proxy$|HTTPS?_PROXY$|NO_PROXY$|no_proxy$)' || true)
cd "$there/guichet"
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
began=$(date +%s)
setsid env -i "${keep[@]}" make run ARGS="--port $port" >"$there/run.log" 2>&1 &
run=$!
until python3 - "$port" <<'PY' 2>/dev/null
import sys, urllib.request
urllib.request.urlopen(f"http://127.0.0.1:{sys.argv[1]}/page/state", timeout=2).read()
PY
do
  if ! kill -0 "$run" 2>/dev/null || [ $(($(date +%s) - began)) -gt 240 ]; then
    cat "$there/run.log"; echo "make run did not answer"; exit 1
  fi
  sleep 0.5
done
echo "make run answered after $(($(date +%s) - began)) s"
kill -TERM -- "-$run" 2>/dev/null || true
wait "$run" 2>/dev/null || true
run=
env -i "${keep[@]}" make test
