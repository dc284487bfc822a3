#!/bin/sh
# Tries everything that runs on CUDA: builds with it, says what works, compares its pictures with the CPU's, and measures both.
# For Linux with an NVIDIA driver, CUDA 12 and cuDNN 9. Ends with 0 only if CUDA works and draws what the CPU draws.
set -eu
unset CDPATH
cd "$(dirname "$0")/.."

command -v nvidia-smi >/dev/null || { echo "gpu-check: there is no nvidia-smi, so no NVIDIA driver, on this machine" >&2; exit 1; }
nvidia-smi --query-gpu=name,driver_version,memory.total --format=csv

echo "gpu-check: pictures of CUDA against the CPU's"
./mvnw -B -q -Pgpu -pl render-stage -am verify \
  -Dsurefire.failIfNoSpecifiedTests=false -Dtest=NoUnitTest \
  -Dfailsafe.failIfNoSpecifiedTests=false -Dit.test='*GpuIT'
grep -h 'dB' render-stage/target/failsafe-reports/*GpuIT-output.txt 2>/dev/null || true

echo "gpu-check: the command, built with CUDA"
./mvnw -B -q -Pgpu -Dmaven.test.skip=true package
touch standalone/target/marotte.built
./marotte doctor || true
for device in cpu cuda; do
  echo "gpu-check: bench on $device"
  ./marotte bench --device "$device"
done
