#!/usr/bin/env bash
# Marks with GNU parallel, on this machine or, with --sshlogin in $PARALLEL, on several that share a file system.
#
#     parallel.sh SUBMISSIONS OUT [SHARDS]
#
# The folder OUT gets a folder for each shard, and the reports. Start it again after a break: it goes on. Exit code: that of
# merge, so 0 if everyone has a mark, 3 if someone is missing.
set -euo pipefail

if [ $# -lt 2 ]; then
    echo "usage: ${0##*/} SUBMISSIONS OUT [SHARDS]" >&2
    exit 64
fi
submissions=$1
out=$2
shards=${3:-4}
jar=${GRADER_JAR:-session08-grader/target/grader/grader.jar}

mkdir -p "$out"
# -q: names with spaces stay whole. A shard that fails does not end the others; merge says who is missing.
seq "$shards" | parallel -q --joblog "$out/jobs.log" \
    java -jar "$jar" grade --exercise all --submissions "$submissions" --out "$out/shard-{}" \
    --shard "{}/$shards" --jobs 1 --resume ||
    echo "$? of $shards shards failed; see $out/jobs.log" >&2

java -jar "$jar" merge "$out"/shard-* --csv "$out/marks.csv" --junit "$out/junit" --markdown "$out/summary.md"
