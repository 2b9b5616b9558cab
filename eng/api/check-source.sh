#!/usr/bin/env bash
# Compiles the sources against the whole surface of TorchSharp 0.106.0: an overload that is ambiguous there, or a member that
# only the look-alike has, is a compile error here.
#   eng/api/check-source.sh LIST [PROJECT…]
# LIST is the full list of members. Without projects: every one of src, tests, samples and benchmarks.
# CHECK_SOURCE_WORK names a folder to keep between runs (faster); otherwise a temporary one is used.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
list=$(realpath "${1:?usage: eng/api/check-source.sh LIST [PROJECT…]}")
shift
if [ -n "${CHECK_SOURCE_WORK:-}" ]; then
    mkdir -p "$CHECK_SOURCE_WORK"
    work=$(realpath "$CHECK_SOURCE_WORK")
else
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
fi

dotnet build "$here/stubgen" --nologo -v q -p:ArtifactsPath="$work/tool/"
dotnet "$work/tool/bin/stubgen/debug/stubgen.dll" "$list" "$work/stub" "$here/torchsharp-0.106.0.maybe-null.txt" | tail -n 1
dotnet build "$work/stub" --nologo -v q -o "$work/stub/out"
# The generated assembly is read back: it must have no line that the list lacks.
dotnet build "$here/surface" --nologo -v q -p:ArtifactsPath="$work/tool/"
lines=$(dotnet "$work/tool/bin/surface/debug/surface.dll" "$work/stub/out/TorchSharp.dll" "$list" | wc -l)
echo "the generated assembly has $lines of the list's $(grep -vc '^#' "$list") lines"

projects=("$@")
if [ ${#projects[@]} -eq 0 ]; then
    mapfile -t projects < <(cd "$root" && for top in src tests samples benchmarks; do [ -d "$top" ] && find "$top" -name '*.csproj' -not -path '*/obj/*'; done | sort)
fi
{
    echo '<Project DefaultTargets="Build"><ItemGroup>'
    for project in "${projects[@]}"; do
        [ -e "$project" ] || project=$root/$project
        echo "  <Source Include=\"$(realpath "$project")\" />"
    done
    echo '</ItemGroup>'
    echo '  <Target Name="Restore"><MSBuild Projects="@(Source)" Targets="Restore" /></Target>'
    echo '  <Target Name="Build"><MSBuild Projects="@(Source)" Targets="Build" BuildInParallel="true" /></Target>'
    echo '</Project>'
} >"$work/all.proj"
properties=(-p:TorchBackend=stub "-p:TorchSharpStub=$work/stub/out/TorchSharp.dll" "-p:ArtifactsPath=$work/artifacts/")
dotnet build "$work/all.proj" --nologo -v q -m:2 "${properties[@]}"
echo "${#projects[@]} projects compile against TorchSharp $(basename "$list" .txt | grep -o '[0-9][0-9.]*[0-9]')"
