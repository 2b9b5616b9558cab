#!/usr/bin/env bash
# Runs one test project; leaves NAME.counts ("passed failed skipped") and NAME.log. A run that ends badly without a failed test
# (a crashed or hung test host, a project without tests) counts as one failure.
# Expects $dotnet, $results and SOFTRL_TEST_FILTER, as eng/test.sh sets them.
set -u
project="$1"
name="$(basename "$project" .csproj)"
log="$results/$name.log"
limit=""
command -v timeout >/dev/null 2>&1 && limit="timeout --kill-after=30 45m"
arguments=(test "$project" -c Release --no-build --nologo -v quiet --results-directory "$results" --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=minimal")
[ -z "${SOFTRL_TEST_FILTER:-}" ] || arguments+=(--filter "$SOFTRL_TEST_FILTER")

# Temporary files of its own: test projects that run at the same time see nothing of each other.
TMPDIR="$(mktemp -d "${TMPDIR:-/tmp}/softrl-test.XXXXXX")"
export TMPDIR
trap 'rm -rf "$TMPDIR"' EXIT

started=$SECONDS
$limit "$dotnet" "${arguments[@]}" >"$log" 2>&1 </dev/null
code=$?

# attribute NAME: a number of the trx file's <Counters …> element.
attribute() { grep -o "<Counters [^>]*>" "$results/$name.trx" | sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" | head -n 1; }

passed=0 failed=0 skipped=0 note=""
if [ -f "$results/$name.trx" ]; then
    total="$(attribute total)" passed="$(attribute passed)"
    skipped=$((total - $(attribute executed)))
    failed=$((total - skipped - passed))
fi
if [ "$code" -ne 0 ] && [ "$failed" -eq 0 ]; then
    failed=1
    note=" (the test run itself failed with exit code $code: a crash, a hang or a missing build)"
elif [ "$((passed + failed + skipped))" -eq 0 ] && [ -z "${SOFTRL_TEST_FILTER:-}" ]; then
    failed=1
    note=" (no tests found)"
fi

printf '%d %d %d\n' "$passed" "$failed" "$skipped" >"$results/$name.counts"
{
    [ "$failed" -eq 0 ] || cat "$log"
    printf '%-36s %5d passed %4d failed %4d skipped %5d s%s\n' "$name" "$passed" "$failed" "$skipped" $((SECONDS - started)) "$note"
} >&2
