#!/bin/sh
# Runs live sessions for an hour and records memory, files and threads meanwhile, and how far the picture is from the sound: a leak is a
# line that climbs.
#
#   deploy/soak.sh [--sessions 4] [--minutes 60] [--fps 25] PORTRAIT CLIP
#
# The clip's first two seconds are sent round and round to each session as a transport stream, with a jump of the head and a tone every four
# seconds; each session plays out to a playlist. Once a minute a line is added to target/soak/samples.csv. Ends with a table, and with exit code 1
# if something grew or picture and sound moved apart by a frame. Needs ffmpeg and curl. Linux only.
set -eu
unset CDPATH

sessions=4
minutes=60
fps=25
while [ $# -gt 2 ]; do
  case $1 in
    --sessions) sessions=$2 ;;
    --minutes) minutes=$2 ;;
    --fps) fps=$2 ;;
    *) echo "soak: $1 is not known; see the head of this script" >&2; exit 2 ;;
  esac
  shift 2
done
[ $# -eq 2 ] || { echo "soak: usage: deploy/soak.sh [--sessions 4] [--minutes 60] [--fps 25] PORTRAIT CLIP" >&2; exit 2; }
portrait=$(realpath -- "$1")
clip=$(realpath -- "$2")
cd "$(dirname "$0")/.."
for program in ffmpeg curl; do
  command -v "$program" >/dev/null || { echo "soak: $program is missing" >&2; exit 2; }
done

. .mvn/find-jdk.sh
out=$PWD/target/soak
data=$out/data
samples=$out/samples.csv
port=${SOAK_PORT:-9460}
started=
mkdir -p "$out"
rm -rf "$data"

stop() {
  for process in $started; do
    kill "$process" 2>/dev/null || :
  done
  wait
}
trap stop EXIT
trap 'exit 130' INT TERM

# Waits at most ten minutes (a first start prepares fast starts) until a command succeeds.
await() {
  tries=0
  until "$@" >/dev/null 2>&1; do
    tries=$((tries + 1))
    [ "$tries" -lt 600 ] || { echo "soak: waited ten minutes for: $*" >&2; exit 1; }
    sleep 1
  done
}

scrape() {
  curl -fsS "http://127.0.0.1:$port/metrics"
}

# Sums a meter's values over the lines that match a pattern.
meter() {
  awk -v pattern="$1" '$0 ~ pattern {sum += $NF} END {printf "%.0f", sum}' "$out/metrics.txt"
}

# Prints, for each tone in a session's playlist, how many milliseconds later the picture nearby changes most: the head jumps with the tone.
offsets() {
  cat "$1"/init.mp4 "$1"/*.m4s >"$out/window.mp4" 2>/dev/null || :
  ffmpeg -nostdin -hide_banner -nostats -i "$out/window.mp4" -af silencedetect=n=-30dB:d=0.6 -vf "select='gte(scene,0)',metadata=print" \
    -f null - 2>&1 | awk '
      /silence_end: / {sub(/.*silence_end: /, ""); tones[$1 + 0]}
      /pts_time:/ {sub(/.*pts_time:/, ""); time = $1 + 0}
      /scene_score=/ {sub(/.*scene_score=/, ""); changes[time] = $1 + 0}
      END {
        for (tone in tones) {
          most = 0
          for (time in changes) if ((time - tone) ^ 2 < 0.8 && changes[time] > most) {most = changes[time]; jump = time}
          if (most > 0) printf "%.0f\n", 1000 * (jump - tone)
        }
      }'
}

# Prints the number in the middle of those on the lines of the input; nothing if there is none.
middle() {
  sort -n | awk '{value[NR] = $1} END {if (NR) print value[int((NR + 1) / 2)]}'
}

# Records minute, resident memory, heap in use after a collection, native memory, open files, threads, frames drawn and dropped, and the
# offset of picture and sound.
sample() {
  "$JAVA_HOME/bin/jcmd" "$server" GC.run >/dev/null
  scrape >"$out/metrics.txt"
  rss=$(awk '/^VmRSS/ {print $2}' "/proc/$server/status")
  threads=$(awk '/^Threads/ {print $2}' "/proc/$server/status")
  files=$(find "/proc/$server/fd" -mindepth 1 | wc -l)
  echo "$1,$rss,$(meter '^jvm_memory_used_bytes.*area="heap"'),$(meter '^marotte_native_bytes.*javacpp'),$files,$threads,$(
    meter '^marotte_frames_total.*outcome="rendered".*stage="render"'),$(meter '^marotte_frames_total.*outcome="dropped".*stage="render"'),$(
    for number in $(seq "$sessions"); do offsets "$data/soak-$number"; done | middle)" >>"$samples"
}

echo "soak: $sessions live sessions, $fps frames a second, for $minutes minutes"
./marotte serve --data "$data" --generator landmark-warp --set "management.port=$port" >"$out/serve.log" 2>&1 &
launcher=$!
started=$launcher
await curl -fsS "http://127.0.0.1:$port/readyz"
server=$(pgrep -P "$launcher" java || echo "$launcher")
./marotte enrol --data "$data" --identity soak --portrait "$portrait" --consent "a soak test" >"$out/enrol.log"

# Four seconds: two of the clip, then the same with the face further to the left, so that the head jumps; a tone marks where it jumps back.
# Not a transport stream, whose interleaving, read at its own pace, would delay pictures by a third of a second.
ffmpeg -nostdin -v error -y -t 2 -i "$clip" -f lavfi -i "aevalsrc='sin(2000*PI*t)/2*lt(t,0.2)':s=48000:d=4" -filter_complex \
  "[0:v]fps=$fps,split[seen][again];[seen]crop=iw*9/10:ih:0:0[right];[again]crop=iw*9/10:ih:iw/10:0[left];[right][left]concat[video]" \
  -map '[video]' -map 1:a -c:v libx264 -preset ultrafast -tune zerolatency -g "$fps" -pix_fmt yuv420p -c:a aac "$out/driver.mkv"
for number in $(seq "$sessions"); do
  mkdir -p "$data/soak-$number"
  ./marotte session open --data "$data" --id "soak-$number" --profile live --identity soak --fps "$fps" \
    --source "udp://127.0.0.1:$((port + number))" --output "$data/soak-$number/index.m3u8" >>"$out/open.log"
  ffmpeg -nostdin -v error -re -stream_loop -1 -i "$out/driver.mkv" -c copy -f mpegts \
    "udp://127.0.0.1:$((port + number))?pkt_size=1316" 2>>"$out/drivers.log" &
  started="$started $!"
done

echo "minute,rss_kb,heap_bytes,native_bytes,files,threads,frames_drawn,frames_dropped,sound_offset_ms" >"$samples"
for minute in $(seq 0 "$minutes"); do
  sample "$minute"
  [ "$minute" -ne 3 ] || [ "$(tail -n 1 "$samples" | cut -d, -f7)" -gt 0 ] || {
    echo "soak: nothing is drawn after three minutes; see $out/serve.log and ./marotte session show --data $data soak-1" >&2
    exit 1
  }
  [ "$minute" -eq "$minutes" ] || sleep 60
done
for number in $(seq "$sessions"); do
  ./marotte session show --data "$data" "soak-$number" >"$out/session-$number.txt" || :
  ./marotte session end --data "$data" "soak-$number" >/dev/null || :
done

# Compares each figure's median over the last third of the time with the second third's; the first third warms up. A tenth more is a leak.
median() {
  awk -F, -v column="$1" -v from="$2" -v to="$3" 'NR > 1 && $1 >= from && $1 < to && $column != "" {print $column}' "$samples" | middle
}

[ "$minutes" -ge 6 ] || { echo "soak: too short to say anything" >&2; exit 1; }
grew=
column=2
for name in rss_kb heap_bytes native_bytes files threads; do
  before=$(median "$column" $((minutes / 3)) $((2 * minutes / 3)))
  after=$(median "$column" $((2 * minutes / 3)) $((minutes + 1)))
  printf '%-14s %12s %12s\n' "$name" "$before" "$after"
  [ "$after" -le $((before + before / 10)) ] || grew="$grew $name"
  column=$((column + 1))
done
before=$(median 9 $((minutes / 3)) $((2 * minutes / 3)))
after=$(median 9 $((2 * minutes / 3)) $((minutes + 1)))
printf '%-14s %12s %12s\n' sound_offset_ms "${before:-unknown}" "${after:-unknown}"
[ -n "$before" ] && [ -n "$after" ] || { echo "soak: no tone was found in what was played out" >&2; exit 1; }
moved=$((after - before))
[ "${moved#-}" -lt $((1000 / fps)) ] || { echo "soak: picture and sound moved apart by $moved ms" >&2; exit 1; }
[ -z "$grew" ] || { echo "soak: grew:$grew" >&2; exit 1; }
echo "soak: nothing grew"
