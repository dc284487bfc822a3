#!/bin/sh
# Measures all figures of a CUDA device in one run, in less than ten minutes once it is built, and compares its pictures with the
# CPU's. Prints a table on the terminal; all results are in target/gpu-check, start with figures.json. For Linux with an NVIDIA driver,
# CUDA 12 and cuDNN 9. It has never run on a device so far.
#
#   pictures    pictures drawn by CUDA against those drawn by the CPU, by batches of 1, 3, 16 and 20
#   drawing     frames a second and milliseconds a run, by batches of 1, 8 and 32 and by 1 and 2 loops; marotte-neural in float16 too
#   sessions    maximum of live sessions of 512 x 512 and 30 frames a second before p99 passes 100 ms, by 1 and 2 loops: for the renderer
#               alone, with previously recorded motion, as if other hosts had tracked it; and for all stages on this host
#
#   GPU_CHECK_DEVICES="cpu"        only these devices, cuda:1 or cpu; without cuda it only tries out this script and builds nothing
#   GPU_CHECK_SESSIONS="1,2,4"     these numbers of sessions; by default it searches for the maximum
#   GPU_CHECK_FOR=5s               length of each measurement
#   GPU_CHECK_LIMIT=570            seconds for all measurements; those that do not fit are left out and reported
#   GPU_CHECK_HALF=FOLDER          marotte-neural in float16; by default it is exported if python3 has torch
#   GPU_CHECK_BUILD=no             already built with -Pgpu, and its pictures compared
set -eu
unset CDPATH
cd "$(dirname "$0")/.."

devices=${GPU_CHECK_DEVICES:-cpu cuda}
length=${GPU_CHECK_FOR:-5s}
limit=${GPU_CHECK_LIMIT:-570}
out=$PWD/target/gpu-check
port=9471
running=
left_out=
sections=

say() { echo "gpu-check: $*"; }
fail() { echo "gpu-check: $*" >&2; exit 1; }

stop() {
  for process in $running; do
    kill "$process" 2>/dev/null || true
    wait "$process" 2>/dev/null || true
  done
  running=
}
trap stop EXIT
trap 'exit 130' INT TERM

# Seconds until the limit.
left() { echo $((began + limit - $(date +%s))); }

# Leaves out a measurement that would not end in time: name, minimum of seconds that it needs.
fits() {
  [ "$(left)" -ge "$2" ] && return 0
  say "$1 is left out: $(left) of $limit seconds are left, and it takes $2 or more"
  left_out="$left_out $1"
  return 1
}

# Runs a measurement within the remaining time: name, command. Its messages are in its log.
measured() {
  name=$1
  shift
  say "$name"
  rc=0
  timeout -k 20 "$(left)" "$@" >"$out/$name.txt" 2>"$out/$name.log" || rc=$?
  case $rc in
    0) cat "$out/$name.txt" ;;
    124 | 137) say "$name did not end in time; what it found is in $out/$name.log"; left_out="$left_out $name" ;;
    *) say "$name has failed: $(tail -n 1 "$out/$name.log"); see $out/$name.log"; left_out="$left_out $name" ;;
  esac
  return "$rc"
}

# Adds a JSON file to the figures, if it was written: name.
keep() {
  [ -s "$out/$1.json" ] || return 0
  sections="$sections,
  \"$1\": $(cat "$out/$1.json")"
}

build() {
  say "building with CUDA, and comparing its pictures with the CPU's"
  ./mvnw -B -q -Pgpu -pl render-stage -am verify \
    -Dsurefire.failIfNoSpecifiedTests=false -Dtest=NoUnitTest \
    -Dfailsafe.failIfNoSpecifiedTests=false -Dit.test='*GpuIT' >"$out/pictures.log" 2>&1 ||
    fail "CUDA does not draw what the CPU draws, or does not work; see $out/pictures.log"
  grep -h 'dB' render-stage/target/failsafe-reports/*GpuIT-output.txt >"$out/pictures.txt" 2>/dev/null || true
  ./mvnw -B -q -Pgpu -Dmaven.test.skip=true package >"$out/build.log" 2>&1 || fail "the build has failed; see $out/build.log"
  touch standalone/target/marotte.built
}

# Finds or exports the bundle in float16, for CUDA: prints its folder, or nothing if there is none.
half() {
  if [ -n "${GPU_CHECK_HALF:-}" ]; then
    [ -f "$GPU_CHECK_HALF/bundle.json" ] || fail "GPU_CHECK_HALF is $GPU_CHECK_HALF, where there is no bundle.json"
    echo "$GPU_CHECK_HALF"
  elif python3 -c 'import torch, onnx' 2>/dev/null; then
    (cd models && python3 -m generators.marotte_neural --half --out "$out/half") >"$out/half.log" 2>&1 ||
      fail "marotte-neural cannot be exported in float16; see $out/half.log"
    echo "$out/half"
  fi
}

# Measures drawing alone: name, device, bundle.
drawing() {
  fits "$1" 40 || return 0
  measured "$1" ./marotte bench --drawing --batch 1,8,32 --loops 1,2 --for "$length" --device "$2" --generator "$3" \
    --data "$out/data-drawing" --figures "$out/$1.json" || return 0
  keep "$1"
}

# Tells whether a child process is running: one that has ended may still be listed as a zombie.
lives() { [ -r "/proc/$1/status" ] && ! grep -q '^State:[[:space:]]*Z' "/proc/$1/status"; }

# Waits at most two minutes for the line with the address of the stages' cluster, and prints the address: log, process.
await_cluster() {
  tries=0
  until grep -q 'ready on the cluster' "$1"; do
    tries=$((tries + 1))
    lives "$2" || fail "the stages have ended: $(tail -n 1 "$1")"
    [ "$tries" -lt 120 ] || fail "the stages were not ready within two minutes; see $1"
    sleep 1
  done
  sed -n 's/.*ready on the cluster \([^;]*\);.*/\1/p' "$1" | head -n 1
}

# Measures live sessions: name, device, bundle, loops, "--recordings --full-size" or nothing.
sessions() {
  fits "$1" 60 || return 0
  data=$(mktemp -d "$out/data-XXXXXX")
  ./marotte serve --data "$data" --device "$2" --generator "$3" --set render.loops="$4" --set broker.partitions=32 \
    --set render.batch.frames=32 --set management.port="$port" >"$out/$1-stages.log" 2>&1 &
  stages=$!
  running=$stages
  case $2 in
    cuda*)
      nvidia-smi --query-gpu=index,utilization.gpu,memory.used,power.draw --format=csv -l 1 >"$out/$1-device.csv" &
      running="$running $!"
      ;;
  esac
  address=$(await_cluster "$out/$1-stages.log" "$stages")
  echo "bootstrap.servers=$address" >"$data/kafka.properties"
  # shellcheck disable=SC2086 # words, or none
  measured "$1" ./marotte bench --cluster "$data/kafka.properties" --data "$data/bench" --generator "$3" --for "$length" \
    --driving "$out/driving30.mp4" --metrics "http://127.0.0.1:$port/metrics" --report "$out/$1" $5 \
    ${GPU_CHECK_SESSIONS:+--sessions "$GPU_CHECK_SESSIONS"} && keep "$1"
  stop
}

mkdir -p "$out"
began=$(date +%s)
case " $devices " in
  *" cuda"*)
    command -v nvidia-smi >/dev/null || fail "there is no nvidia-smi, so no NVIDIA driver, on this machine"
    nvidia-smi --query-gpu=index,name,driver_version,memory.total --format=csv | tee "$out/device.csv"
    [ "${GPU_CHECK_BUILD:-yes}" = no ] || build
    ;;
esac
for device in $devices; do
  ./marotte doctor --device "$device" >"$out/doctor-$device.txt" || fail "$device does not work: $(grep '^!!' "$out/doctor-$device.txt" | head -n 1)"
done
half=$(half)
[ -n "$half" ] || say "float16 is left out: python3 has no torch to export it, and GPU_CHECK_HALF names no bundle"

# Building and exporting do not count as measuring time.
began=$(date +%s)
say "a clip of 30 frames a second"
./marotte animate --portrait standalone/src/main/resources/dev/marotte/standalone/demo/hopper-square.jpg \
  --driving standalone/src/main/resources/dev/marotte/standalone/demo/driving.mp4 --generator landmark-warp --device cpu --fps 30 \
  --data "$out/data-clip" --out "$out/driving30.mp4" --overwrite >"$out/clip.log" 2>&1 || fail "no clip could be made; see $out/clip.log"

for device in $devices; do
  drawing "drawing-neural-$device" "$device" marotte-neural
  case $device in cuda*) [ -z "$half" ] || drawing "drawing-half-$device" "$device" "$half" ;; esac
  drawing "drawing-warp-$device" "$device" landmark-warp
done
for device in $devices; do
  best=${half:-marotte-neural}
  case $device in cpu) best=landmark-warp ;; esac
  sessions "sessions-2-loops-$device" "$device" "$best" 2 "--recordings --full-size"
  sessions "sessions-1-loop-$device" "$device" "$best" 1 "--recordings --full-size"
  sessions "sessions-whole-$device" "$device" "$best" 2 ""
done

cat >"$out/figures.json" <<END
{
  "commit": "$(git rev-parse HEAD 2>/dev/null || echo unknown)",
  "cores": $(nproc),
  "device": "$(sed -n 2p "$out/device.csv" 2>/dev/null || echo none)",
  "leftOut": "${left_out# }"$sections
}
END
say "all figures are in $out/figures.json"
[ -z "$left_out" ] || fail "left out, failed or not ended:$left_out"
