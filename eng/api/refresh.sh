#!/usr/bin/env bash
# Rewrites torchsharp-0.106.0.used.txt: those lines of the full list of TorchSharp's members that the look-alike declares.
#   eng/api/refresh.sh LIST [ASSEMBLY]
# LIST is the full list, one line per member as eng/api/surface prints it for TorchSharp 0.106.0's assembly.
# ASSEMBLY is the built look-alike; without it, compat/TorchSharp is built. Fails, naming them, if it has members of its own.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
list=${1:?usage: eng/api/refresh.sh LIST [ASSEMBLY]}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
quietly() { "$@" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }; }
assembly=${2:-}
if [ -z "$assembly" ]; then
    quietly env TORCH_BACKEND=system dotnet build "$root/compat/TorchSharp" --nologo -v q -p:ArtifactsPath="$work/"
    assembly=$work/bin/TorchSharp/debug/TorchSharp.dll
fi
quietly dotnet build "$here/surface" --nologo -v q -p:ArtifactsPath="$work/"
used=$here/torchsharp-0.106.0.used.txt
status=0
{
    echo "# Members of TorchSharp 0.106.0 that compat/TorchSharp declares. Written by eng/api/refresh.sh."
    dotnet "$work/bin/surface/debug/surface.dll" "$assembly" "$list"
} >"$work/used.txt" || status=$?
if [ "$status" -ne 0 ]; then
    echo "The look-alike declares members that TorchSharp does not have; the list was not changed." >&2
    exit "$status"
fi
mv "$work/used.txt" "$used"
chmod 644 "$used"
echo "$(($(wc -l <"$used") - 1)) lines in $used"
