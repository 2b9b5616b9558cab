#!/usr/bin/env bash
# Builds, tests and packs SoftRL on Linux and macOS. ./build.sh help
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/eng/common.sh"

usage() {
    cat <<'TEXT'
./build.sh [build]              build the whole solution (Release)
./build.sh test [--filter F]    build and run every test; the last line counts them
./build.sh pack                 make the NuGet packages in artifacts/packages
./build.sh bench [--filter F] [--json]
                                measure: the agents against C++ and Python programs doing the same work (benchmarks/README.md)
./build.sh bench --micro [TEXT] measure the parts of a training step
./build.sh bench --curves [--quick]
                                measure what speed and memory depend on and where time goes: docs/results/cost-curves.md
./build.sh bench --environments|--gymnasium|--atari   measure the environments (benchmarks/*/README.md)
./build.sh native               build only the bridge to LibTorch (system backend)
./build.sh help                 this text

Torch: TorchSharp from NuGet where the feed has it, else the LibTorch of this machine (installed with apt when we are root).
  TORCH_BACKEND=nuget|system    decide yourself
  LIBTORCH_DIR=DIR              which LibTorch the system backend uses (an unpacked one, or the torch folder of a Python wheel)
The choice is remembered in artifacts/torch-backend; delete that file to look again.
TEXT
}

# Into a file, so that compilers that stay in memory never hold the pipe of whoever called us.
build_solution() {
    local log="$artifacts/logs/build.log"
    mkdir -p "$artifacts/logs"
    say "Building (TorchBackend=$TORCH_BACKEND) …"
    "$dotnet" build "$root/SoftRL.sln" -c Release --nologo -v quiet -clp:NoSummary >"$log" 2>&1 </dev/null && return 0
    cat "$log" >&2
    return 1
}

command="${1:-build}"
[ $# -gt 0 ] && shift
case "$command" in
    build)
        [ $# -eq 0 ] || { say "build takes no arguments, but got: $*"; exit 2; }
        prepare
        build_solution
        say "Built into artifacts/bin." ;;
    test)
        prepare
        build_solution || { say "error: the solution does not build"; printf '0 passed, 1 failed\n'; exit 1; }
        . "$root/eng/test.sh"
        run_tests "$@" ;;
    pack)
        prepare
        . "$root/eng/pack.sh"
        pack_all "$@" ;;
    bench)
        prepare
        . "$root/eng/bench.sh"
        run_bench "$@" ;;
    native)
        TORCH_BACKEND=system
        need_native ;;
    help | -h | --help)
        usage ;;
    *)
        say "'$command' is not a command of build.sh; allowed: build, test, pack, bench, native, help."
        exit 2 ;;
esac
