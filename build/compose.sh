# What the tests in containers share; sourced by them. A test names itself, the port of its page and its compose files:
#   name=compose port=18080 files=(-f docker-compose.yml) . build/compose.sh
# Ends the script at once, with status 0, where there is no Compose.
export DOCKER_BUILDKIT=${DOCKER_BUILDKIT:-0} WINNOW_IMAGE=${WINNOW_IMAGE:-winnow:compose-test}
export WINNOW_PAGE=127.0.0.1:$port
compose=(docker-compose)
command -v docker-compose >/dev/null || compose=(docker compose)
compose+=(-p "winnow-$name-test" "${files[@]}")
"${compose[@]}" version >/dev/null 2>&1 || { echo "$name: there is no Compose here, nothing is tried"; exit 0; }
scratch=$(mktemp -d)
chmod 755 "$scratch"
began=$SECONDS

end() {
  status=$?
  if [ $status -ne 0 ]; then
    cat "$scratch/said" 2>/dev/null || true
    "${compose[@]}" ps || true
    docker inspect -f '{{.Name}}: {{with .State.Health}}{{.Status}}{{range .Log}}; {{.Output}}{{end}}{{end}}' \
      $("${compose[@]}" ps -q) || true
    "${compose[@]}" logs --no-color --tail=15 || true
  fi
  "${compose[@]}" down -v -t 0 >/dev/null 2>&1 || true
  rm -rf "$scratch"
  [ $status -eq 0 ] && echo "$name: all well in $((SECONDS - began)) s"
  exit $status
}
trap end EXIT

say() { echo "$name: $((SECONDS - began)) s: $*"; }
fail() { say "$*" >&2; exit 1; }

up() { "${compose[@]}" up -d --no-build "$@" >/dev/null 2>&1; }

# One builds at a time: the next finds what the first has made.
image() {
  flock standalone/target "${compose[@]}" build -q enrich >/dev/null 2>&1 || "${compose[@]}" build enrich
  say "image of $(docker image inspect -f '{{.Size}}' $WINNOW_IMAGE | awk '{printf "%d MB", $1 / 1000000}')"
}

# A container of a service, and of all its containers how many are healthy.
one() { "${compose[@]}" ps -q "$1" | sed -n 1p; }
healthy() {
  local id count=0
  for id in $("${compose[@]}" ps -q); do
    [ "$(docker inspect -f '{{.State.Health.Status}}' "$id")" = healthy ] && count=$((count + 1))
  done
  echo $count
}
all_healthy() { [ "$(healthy)" -ge "$1" ]; }

# Waits until something holds, up to so many seconds.
within() {
  local limit=$1 what=$2 start=$SECONDS
  shift 2
  until "$@"; do
    [ $((SECONDS - start)) -lt "$limit" ] || fail "$what: not within $limit s"
    sleep 1
  done
  say "$what after $((SECONDS - start)) s"
}

# Of each paper its id and version, sorted; from a container that has memory to spare.
ids() { sed 's/^{"key":"\([^"]*\)".*"version":\([0-9]*\)[,}].*/\1 v\2/; t; s/^{"key":"\([^"]*\)".*/\1/' | sort; }
papers() {
  docker exec -e WINNOW_JVM="${EXPORT_JVM:-}" "$(one week)" /opt/winnow/winnow export --topic papers \
    --config /etc/winnow/winnow.yaml --data /tmp/export 2>"$scratch/said" | ids >"$scratch/now"
}
some() { papers && [ "$(wc -l <"$scratch/now")" -ge "$1" ]; }
through() { some "$(wc -l <"$scratch/expected")"; }

# What an undisturbed run of the bundled week gives, by the same tarball.
expect_sample_week() {
  tar -xzf standalone/target/winnow-*.tar.gz -C "$scratch"
  local winnow
  winnow=$(ls "$scratch"/winnow-*/winnow)
  "$winnow" demo --once --data "$scratch/data" >/dev/null
  "$winnow" export --topic papers --data "$scratch/data" --config /dev/null | ids >"$scratch/expected"
  [ -s "$scratch/expected" ] || fail "the undisturbed run has no papers"
  say "an undisturbed run has $(wc -l <"$scratch/expected") papers"
}

# The papers are those expected, each once, and no other comes after them.
require_papers() {
  within 240 "the week is through" through
  sleep 10
  within 60 "the papers are read again" papers
  diff "$scratch/expected" "$scratch/now" || fail "lost (<) or doubled (>)"
  [ -z "$(uniq -d "$scratch/now")" ] || fail "twice: $(uniq -d "$scratch/now")"
  curl -fsS "http://$WINNOW_PAGE/" >/dev/null || fail "the review page does not answer"
  say "$(wc -l <"$scratch/now") papers, none lost, none doubled; the page answers"
}
