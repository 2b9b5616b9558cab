# Runs every test project of a built solution and counts. Sourced by build.sh, after common.sh.

# run_tests [--filter EXPRESSION]
run_tests() {
    local filter=""
    while [ $# -gt 0 ]; do
        case "$1" in
            --filter) [ $# -ge 2 ] || { say "--filter needs an expression, such as FullyQualifiedName~SoftValue"; exit 2; }; filter="$2"; shift 2 ;;
            --filter=*) filter="${1#--filter=}"; shift ;;
            *) say "'$1' is not an option of test; allowed: --filter EXPRESSION (as of dotnet test)."; exit 2 ;;
        esac
    done

    # What the tests of other programs' environments play with; without it they fail and say so.
    apt_install libmujoco2.2.2 python3-minimal || true

    results="$artifacts/test-results"
    rm -rf "$results"
    mkdir -p "$results"
    export dotnet results root
    export SOFTRL_TEST_FILTER="$filter"
    # Two at a time: the tests are compute-bound and the smallest machine we care for has two cores.
    find "$root/tests" -name '*.csproj' | sort | xargs -P 2 -I '{}' "$root/eng/test-project.sh" '{}' || true

    local passed=0 failed=0 skipped=0 name p f s line
    while read -r line; do
        [ -f "$results/$line.counts" ] || { say "$line: no result"; failed=$((failed + 1)); continue; }
        read -r p f s <"$results/$line.counts"
        passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
    done < <(find "$root/tests" -name '*.csproj' -exec basename '{}' .csproj \; | sort)

    if [ "$((passed + failed + skipped))" -eq 0 ]; then
        say "No test matches ${filter:-the whole suite}."
        failed=1
    fi
    if [ "$skipped" -gt 0 ]; then
        printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
    else
        printf '%d passed, %d failed\n' "$passed" "$failed"
    fi
    [ "$failed" -eq 0 ]
}
