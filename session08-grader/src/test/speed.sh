#!/usr/bin/env bash
# How fast the grader is, and how much memory its own JVM takes, in one run on one machine:
#   - a folder of 30 submissions, against `mvn -o -q clean test` on some of the same, one after another;
#   - the peak of the parent's memory with 30 and with 300.
# Needs the grader built (see ../../README.md) and Linux. Five to ten minutes; nothing else should run.
set -euo pipefail
cd "$(dirname "$0")/../../.."
few=${1:-30} many=${2:-300} by_maven=${3:-5}
exercise=rate-limiter path=src/main/java/session08/exercises/ratelimiter/RateLimiter.java
grader=$PWD/session08-grader/target/grader/grader.jar
jdk=${JDK25:-$(mvn -o -N validate | sed -n 's/.*Selected JDK toolchain: JDK\[\(.*\)\]/\1/p' | head -n 1)}
[ -f "$grader" ] || { echo "build the grader first: mvn -q package -Pinstructor -pl session08-grader -am -DskipTests"; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

now() { date +%s.%N; }
per() { awk -v from="$1" -v to="$2" -v n="$3" 'BEGIN { printf "%.2f", (to - from) / n }'; }

# Half of them right, half of them with a mistake, no two of them the same.
submissions() {
    for ((i = 1; i <= $2; i++)); do
        mkdir -p "$1/student-$i/$(dirname "$path")"
        { sed "$([ $((i % 2)) = 0 ] && echo 's/used + 1/used/')" "solutions/$path"; echo "// $i"; } >"$1/student-$i/$path"
    done
}

# Prints seconds for each submission, and the peak of the parent's resident memory in MB.
grade() {
    local from to peak seen
    from=$(now)
    # With room to spare a JVM does not collect, and its size says nothing.
    "$jdk/bin/java" -Xmx32m -XX:+UseSerialGC -jar "$grader" grade --exercise "$exercise" --submissions "$1" --out "$1-out" >/dev/null 2>&1 &
    peak=0
    while kill -0 $! 2>/dev/null; do
        # Empty when it has just ended.
        seen=$(awk '/VmHWM/ { print $2 }' "/proc/$!/status" 2>/dev/null || true)
        peak=${seen:-$peak}
        sleep 0.2
    done
    wait $!
    to=$(now)
    [ "$(wc -l <"$1-out/results.jsonl")" = "$2" ] || { echo "not all were graded" >&2; exit 1; }
    echo "$(per "$from" "$to" "$2") $((peak / 1024))"
}

echo "nproc $(nproc), $("$jdk/bin/java" -version 2>&1 | sed -n 2p)"
submissions "$work/few" "$few"
read -r each peak < <(grade "$work/few" "$few")
echo "the grader, $few submissions: $each s each, parent $peak MB at its peak"

git ls-files -z | xargs -0 tar cf - | (mkdir "$work/clone" && tar xf - -C "$work/clone")
cd "$work/clone"
maven() { mvn -o -q clean test -pl "exercises/$exercise" -am -Dtest='RateLimiter*Test' >/dev/null 2>&1 || true; }
maven # once for nothing, so that all is in the system's caches
from=$(now)
for ((i = 1; i <= by_maven; i++)); do
    cp "$work/few/student-$i/$path" "exercises/$exercise/$path"
    maven
done
slow=$(per "$from" "$(now)" "$by_maven")
cd - >/dev/null
echo "mvn -o -q clean test, $by_maven of them: $slow s each"
awk -v slow="$slow" -v each="$each" 'BEGIN { printf "ratio: %.1f\n", slow / each }'

submissions "$work/many" "$many"
read -r each more < <(grade "$work/many" "$many")
echo "the grader, $many submissions: $each s each, parent $more MB at its peak"
awk -v peak="$peak" -v more="$more" 'BEGIN { printf "memory, many against few: %.2f\n", more / peak }'
