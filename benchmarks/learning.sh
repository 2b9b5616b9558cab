#!/usr/bin/env bash
# Repeats the learning results of docs/results: every agent over its seeds, then the table, the area ratios and the picture.
#   benchmarks/learning.sh cartpole|minatar DIRECTORY [SEEDS]
# Two runs at a time, one thread each.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")
task=${1:?usage: benchmarks/learning.sh cartpole|minatar DIRECTORY [SEEDS]}
out=${2:?usage: benchmarks/learning.sh cartpole|minatar DIRECTORY [SEEDS]}

train() { # PREFIX SEED ARGUMENTS…
    local name="$1-$2"
    [ -d "$out/$name" ] || "$root/softrl" train "${@:3}" --seed "$2" --out "$out/$name" --quiet >/dev/null 2>"$out/$name.log"
}

mkdir -p "$out"
case "$task" in
    cartpole)
        seeds=${3:-10} bar=475
        settings=(--env CartPole-v1 --steps 500000 --set learning-rate=linear:2e-3:0 --set epsilon=1e-8)
        naive=(--env CartPole-v1 --steps 500000 --set entropy=naive --set temperature=0.001 --set learning-rate=linear:3e-3:0 --set epsilon=1e-8)
        labels=(softq=softq "a2c (proper)=a2c" "a2c (naive)=naive") ;;
    minatar)
        seeds=${3:-5} bar=15
        settings=(--env MinAtar/Breakout-v1 --steps 5000000 --eval-every 250000 --checkpoint-every 1000000 --set learning-rate=4e-3 --set epsilon=1e-8)
        labels=(softq=softq "a2c (proper)=a2c") ;;
    *)
        echo "'$task' is not a task; allowed: cartpole, minatar." >&2
        exit 2 ;;
esac

"$root/softrl" agents >/dev/null
for seed in $(seq 1 "$seeds"); do
    train softq "$seed" softq "${settings[@]}" &
    train a2c "$seed" a2c "${settings[@]}" &
    wait
    [ "$task" = minatar ] || train naive "$seed" a2c "${naive[@]}"
done
# shellcheck disable=SC1091
. "$root/eng/common.sh"
prepare
exec "$dotnet" run --project "$here/LearningResults" -c Release -- "$out" "$bar" "${labels[@]}"
