# Measures training against a plain C++ loop and Python programs doing the same tensor work. Sourced by build.sh, after common.sh.

# run_bench [--filter TEXT] [--repeats N] [--seconds S] [--python PATH] [--save DIR] [--json], or run_bench --micro|--curves|--environments|--gymnasium|--atari [ARGUMENTS…]
run_bench() {
    case "${1:-}" in
        --micro) shift; exec "$dotnet" run --project "$root/benchmarks/SoftRL.Benchmarks" -c Release -- "$@" ;;
        --curves)
            shift
            # A quick look is no result to publish.
            case " $* " in *" --quick "*) exec "$root/softrl" bench --curves "$artifacts/curves" "$@" ;; *) exec "$root/softrl" bench --curves "$root/docs/results" "$@" ;; esac ;;
        --environments | --gymnasium | --atari) exec "$dotnet" run --project "$root/benchmarks/${1#--}" -c Release -- "${@:2}" ;;
    esac
    local floor=() log="$artifacts/logs/bench-build.log" build="$artifacts/floor"
    if [ "$TORCH_BACKEND" = system ]; then
        if cmake -S "$root/benchmarks/floor" -B "$build" -DNATIVE_BUILD="$artifacts/native-build" >"$log" 2>&1 </dev/null && cmake --build "$build" >>"$log" 2>&1 </dev/null; then
            floor=(--floor "$build/floor")
        else
            tail -n 20 "$log" >&2
            say "The C++ loop does not build (see above): measuring without it."
        fi
    else
        say "The C++ loop needs LibTorch's headers, which come with TORCH_BACKEND=system: measuring without it."
    fi
    exec "$root/softrl" bench ${floor[@]+"${floor[@]}"} --peers "$root/benchmarks/peers" "$@"
}
