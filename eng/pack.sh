# Makes the NuGet packages. Sourced by build.sh, after common.sh.

# pack_all [--output DIR] [--system-output DIR]
# The libraries go to the first folder. With the system backend what only this machine can use goes to the second: the look-alike
# under TorchSharp's id and version, with the native library, and the softrl tool that holds them. Neither is for publishing.
pack_all() {
    local output="$artifacts/packages" system="$artifacts/packages-system" project name log="$artifacts/logs/pack.log"
    while [ $# -gt 0 ]; do
        case "$1" in
            --output) output="$2"; shift 2 ;;
            --system-output) system="$2"; shift 2 ;;
            *) say "'$1' is not an option of pack; allowed: --output DIR, --system-output DIR."; exit 2 ;;
        esac
    done
    rm -rf "$output" "$system"
    mkdir -p "$output" "$artifacts/logs"
    : >"$log"
    for project in "$root"/src/*/*.csproj; do
        name="$(basename "$project" .csproj)"
        if [ "$name" = SoftRL.Cli ] && [ "$TORCH_BACKEND" = system ]; then
            pack_one "$project" "$system"
        else
            pack_one "$project" "$output"
        fi
    done
    [ "$TORCH_BACKEND" = nuget ] || pack_one "$root/compat/TorchSharp/TorchSharp.csproj" "$system" -p:IsPackable=true
    say "Packages are in $output."
    ls "$output"
}

pack_one() {
    local project="$1" into="$2"
    shift 2
    if ! "$dotnet" pack "$project" -c Release -o "$into" --nologo -v quiet "$@" >>"$log" 2>&1 </dev/null; then
        tail -n 30 "$log" >&2
        fail "$(basename "$project") cannot be packed; see above"
    fi
}
