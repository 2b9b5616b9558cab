# Shared by build.sh, softrl and the scripts in eng. Source it; it defines functions and changes nothing by itself.
# Everything said to people goes to standard error: standard output belongs to the command that was asked for.

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
artifacts="$root/artifacts"

say() { printf '%s\n' "$*" >&2; }
fail() { say "error: $*"; exit 3; }

is_root() { [ "$(id -u)" = 0 ]; }

# apt_install PACKAGE…: installs what is missing, where this is Debian or Ubuntu and we are root; otherwise says what to install.
apt_install() {
    local missing=() package
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q '^install ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    if ! command -v apt-get >/dev/null 2>&1 || ! is_root; then
        say "Missing: ${missing[*]}. On Debian or Ubuntu: sudo apt-get update && sudo apt-get install ${missing[*]}"
        return 1
    fi
    say "Installing ${missing[*]} with apt-get …"
    mkdir -p "$artifacts/logs"
    local log="$artifacts/logs/apt.log"
    if ! { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1 </dev/null; then
        tail -n 30 "$log" >&2
        say "apt-get could not install ${missing[*]}; the whole log is in $log"
        return 1
    fi
}

# Sets $dotnet to a .NET host that has the SDK global.json asks for.
find_dotnet() {
    local candidate
    for candidate in "$(command -v dotnet || true)" "${DOTNET_ROOT:-}/dotnet" "${HOME:-/root}/.dotnet/dotnet" /usr/share/dotnet/dotnet /usr/lib/dotnet/dotnet /usr/local/share/dotnet/dotnet; do
        if [ -x "$candidate" ] && (cd "$root" && "$candidate" --version >/dev/null 2>&1); then
            dotnet="$candidate"
            [ -n "${HOME:-}" ] || export HOME=/root
            [ -z "${CI:-}" ] || export MSBUILDDISABLENODEREUSE=1
            export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
            return 0
        fi
    done
    return 1
}

need_dotnet() {
    find_dotnet && return 0
    if command -v apt-get >/dev/null 2>&1 && is_root; then
        say "No .NET 10 SDK found; asking apt-get for dotnet-sdk-10.0 …"
        apt_install dotnet-sdk-10.0 && hash -r && find_dotnet && return 0
    fi
    fail "SoftRL needs the .NET SDK 10.0 (global.json). Get it from https://dotnet.microsoft.com/download/dotnet/10.0, or run
    curl -sSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0
which installs it in ~/.dotnet, where this script looks too."
}

# Can TorchSharp be restored here? A project of two lines, kept away from our own props.
torchsharp_restores() {
    local version probe
    version="$(sed -n 's:.*<TorchSharpVersion>\(.*\)</TorchSharpVersion>.*:\1:p' "$root/Directory.Build.props")"
    probe="$artifacts/torch-probe"
    mkdir -p "$probe"
    printf '<Project />\n' | tee "$probe/Directory.Build.props" "$probe/Directory.Build.targets" >"$probe/Directory.Packages.props"
    cat >"$probe/probe.csproj" <<PROJECT
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
  <ItemGroup><PackageReference Include="TorchSharp" Version="[$version]" /></ItemGroup>
</Project>
PROJECT
    (cd "$probe" && "$dotnet" restore probe.csproj >probe.log 2>&1 </dev/null)
}

# Sets and exports TORCH_BACKEND: what the caller says, else what was found before, else what a probe finds.
# The answer is kept in artifacts/torch-backend, where Directory.Build.props reads it for plain `dotnet build`.
choose_torch_backend() {
    local known="$artifacts/torch-backend"
    case "${TORCH_BACKEND:-}" in
        nuget | system) ;;
        "")
            if [ -s "$known" ] && [ ! "$root/Directory.Build.props" -nt "$known" ]; then
                TORCH_BACKEND="$(cat "$known")"
            elif [ -n "${LIBTORCH_DIR:-}" ]; then
                TORCH_BACKEND=system
            elif torchsharp_restores; then
                TORCH_BACKEND=nuget
            else
                say "The package feed has no TorchSharp: using the machine's LibTorch (compat/)."
                TORCH_BACKEND=system
            fi ;;
        *) say "error: TORCH_BACKEND is '$TORCH_BACKEND'; allowed: nuget, system."; exit 2 ;;
    esac
    export TORCH_BACKEND
    mkdir -p "$artifacts"
    if [ ! -s "$known" ] || [ "$(cat "$known")" != "$TORCH_BACKEND" ] || [ "$root/Directory.Build.props" -nt "$known" ]; then
        printf '%s' "$TORCH_BACKEND" >"$known"
    fi
}

# Is there a LibTorch with its headers: LIBTORCH_DIR, the system's, or the one inside a Python wheel (which sets LIBTORCH_DIR)?
has_libtorch() {
    [ -z "${LIBTORCH_DIR:-}" ] || return 0
    [ ! -f /usr/include/ATen/ATen.h ] && [ ! -f /usr/local/include/ATen/ATen.h ] || return 0
    local wheel
    wheel="$(python3 -c 'import importlib.util, os
spec = importlib.util.find_spec("torch")
print(os.path.dirname(spec.origin) if spec and spec.origin else "")' 2>/dev/null)" || return 1
    [ -n "$wheel" ] && [ -f "$wheel/include/ATen/ATen.h" ] || return 1
    export LIBTORCH_DIR="$wheel"
}

# With the system backend: the bridge to LibTorch and what it takes to build it.
need_native() {
    [ "$TORCH_BACKEND" = system ] || return 0
    local packages=()
    command -v cmake >/dev/null 2>&1 || packages+=(cmake)
    command -v g++ >/dev/null 2>&1 || packages+=(g++)
    command -v make >/dev/null 2>&1 || command -v ninja >/dev/null 2>&1 || packages+=(make)
    # OpenBLAS beside Debian's LibTorch: with the reference BLAS the convolutions are several times slower.
    has_libtorch || packages+=(libtorch-dev libopenblas0)
    if [ ${#packages[@]} -gt 0 ]; then
        apt_install "${packages[@]}" || fail "the system backend needs CMake, g++ and LibTorch 1.13 or later.
If you have an unpacked LibTorch or a Python torch wheel, name its folder: LIBTORCH_DIR=/path/to/libtorch"
    fi
    mkdir -p "$artifacts/logs"
    if ! "$root/eng/build-native.sh" >"$artifacts/logs/native.log" 2>&1 </dev/null; then
        tail -n 40 "$artifacts/logs/native.log" >&2
        fail "the bridge to LibTorch does not build; see above"
    fi
    grep -i warning "$artifacts/logs/native.log" >&2 || true
}

# Everything a build needs, found or installed.
prepare() {
    need_dotnet
    choose_torch_backend
    need_native
}
