#!/usr/bin/env bash
# Builds artifacts/native/libsoftrl_torch.so, the native half of compat/TorchSharp, against a LibTorch on this machine.
#
#   LIBTORCH_DIR   an unpacked LibTorch, or the `torch` folder of a Python wheel; unset = the system's (libtorch-dev)
#   JOBS           parallel compilations, 2 unless told otherwise
#
# Does nothing when neither the sources nor the LibTorch changed since the last build.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
source_dir="$root/compat/native"
build_dir="$root/artifacts/native-build"
out_dir="$root/artifacts/native"
library="$out_dir/libsoftrl_torch.so"
stamp="$out_dir/.stamp"
libtorch="${LIBTORCH_DIR:-}"

say() { echo "build-native: $*" >&2; }
need() {
  command -v "$1" >/dev/null 2>&1 && return
  say "'$1' is not installed. On Debian and Ubuntu: apt-get install libtorch-dev libopenblas0 cmake g++"
  exit 1
}

mkdir -p "$out_dir"
# One build at a time: the folder is shared.
exec 9>"$out_dir/.lock"
flock 9

fingerprint() {
  { cat "$source_dir"/*.cpp "$source_dir"/*.h "$source_dir/CMakeLists.txt" "${BASH_SOURCE[0]}"
    echo "$libtorch"
    ls -lL --time-style=full-iso "${libtorch:-/usr/lib}"/lib/libtorch_cpu.so /usr/lib/*/libtorch_cpu.so 2>/dev/null || true
  } | sha256sum | cut -d' ' -f1
}
wanted="$(fingerprint)"
if [[ -f "$library" && -f "$stamp" && "$(cat "$stamp")" == "$wanted" ]]; then
  exit 0
fi

need cmake
need g++
if [[ -n "$libtorch" ]]; then
  if [[ ! -f "$libtorch/include/ATen/ATen.h" && ! -f "$libtorch/torch/include/ATen/ATen.h" ]]; then
    say "LIBTORCH_DIR=$libtorch holds no include/ATen/ATen.h: it should be an unpacked LibTorch or the torch folder of a Python wheel."
    exit 1
  fi
elif [[ ! -f /usr/include/ATen/ATen.h && ! -f /usr/local/include/ATen/ATen.h ]]; then
  say "no LibTorch headers found. On Debian and Ubuntu: apt-get install libtorch-dev libopenblas0 cmake g++"
  say "Elsewhere: set LIBTORCH_DIR to an unpacked LibTorch or to the torch folder of a Python wheel."
  exit 1
fi

# A build folder configured for another LibTorch is of no use.
if [[ -f "$build_dir/.libtorch" && "$(cat "$build_dir/.libtorch")" != "$libtorch" ]]; then
  rm -rf "$build_dir"
fi
mkdir -p "$build_dir"
printf '%s' "$libtorch" > "$build_dir/.libtorch"

log="$build_dir/build.log"
if ! { cmake -S "$source_dir" -B "$build_dir" -DLIBTORCH_DIR="$libtorch" && cmake --build "$build_dir" --parallel "${JOBS:-2}"; } >"$log" 2>&1; then
  grep -E -A6 "error:|Error |CMake Error" "$log" | head -60 >&2 || tail -40 "$log" >&2
  say "failed; the whole log is $log"
  exit 1
fi
grep -E "LibTorch [0-9]" "$log" | sed 's/^-- //' >&2 || true
# Replaced in one step: a process that has the old one mapped keeps it.
cp "$build_dir/libsoftrl_torch.so" "$library.new"
mv -f "$library.new" "$library"
printf '%s' "$wanted" > "$stamp"

# The system's LibTorch takes whatever libblas.so.3 is; the reference one makes networks several times slower.
if [[ -z "$libtorch" ]]; then
  blas="$(ldd "$library" 2>/dev/null | awk '/libblas\.so|libopenblas/ && !seen++ { print $3 }')"
  if [[ -n "$blas" && "$(readlink -f "$blas")" != *openblas* && "$(readlink -f "$blas")" != *mkl* && "$(readlink -f "$blas")" != *blis* ]]; then
    say "warning: LibTorch is using the reference BLAS ($(readlink -f "$blas")); install libopenblas0 for several times the speed."
  fi
fi
