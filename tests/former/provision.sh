#!/usr/bin/env bash
# Compiles the engine of an earlier commit from this repository's own history, and prints the folder of its libraries, alone, on stdout:
#   INJECTOR_FORMER=$(bash tests/former/provision.sh before-pipeline) dotnet test tests/Injector.Core.Tests
# It takes a commit, or a name of the file `engines`. README.md beside this file says what becomes of the folder.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
repository="$(cd "$here/../.." && pwd)"
readonly here repository
readonly root="${INJECTOR_CACHE:-${XDG_CACHE_HOME:-${HOME:?HOME is not set}/.cache}/injector}/former"
readonly log="$root/provision.log"
work=

say() { printf 'former: %s\n' "$*" >&2; }

die() {
    say "$*"
    exit 1
}

# Last of what is copied, and so there only when all is.
is_engine() { [[ -f "$1/Injector.Core.dll" && -f "$1/Injector.Profiles.dll" && -f "$1/Injector.Testing.dll" && "$(cat "$1/commit" 2>/dev/null)" == "$commit" ]]; }

# The project of the shared test code brings the engine with all that it needs, and knows how that commit reads a golden case.
publish() {
    cd "$work/source"
    DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1 \
        dotnet publish tests/Injector.Testing --configuration Release --output "$work/folder" -p:UseSharedCompilation=false -p:NuGetAudit=false
}

make_engine() {
    git -C "$repository" cat-file -e "$commit^{commit}" 2>/dev/null ||
        die "the history of $repository lacks commit $commit. A shallow clone does not have it: get the rest with 'git fetch --unshallow'"
    : >"$log"
    rm -rf "$root"/build.*
    work=$(mktemp -d "$root/build.XXXXXX")
    trap 'rm -rf "$work"' EXIT
    mkdir "$work/source"
    git -C "$repository" archive "$commit" | tar -x -C "$work/source"
    say "compiling the engine of ${commit:0:8} (about a minute)"
    if ! (publish) >>"$log" 2>&1 </dev/null; then
        tail -n 30 "$log" >&2
        die "could not compile it (whole output in $log)"
    fi
    printf '%s\n' "$commit" >"$work/folder/commit"
    is_engine "$work/folder" || die "what was compiled lacks the engine (see $log)"
    rm -rf "$folder"
    mv "$work/folder" "$folder"
}

main() {
    mkdir -p "$root"
    exec {lock}>"$root/.lock"
    if ! flock -n "$lock"; then
        say 'another run is at it, waiting for it to end'
        flock "$lock"
    fi
    if is_engine "$folder"; then
        say "found in the cache: $folder"
    else
        local started=$SECONDS
        make_engine
        say "made in $((SECONDS - started)) s: $folder"
    fi
    printf '%s\n' "$folder"
}

[[ $# == 1 ]] || die 'usage: provision.sh COMMIT, or a name of the file engines'
known=$(awk -v name="$1" '$1 == name { print $2 }' "$here/engines")
readonly commit="${known:-$1}"
[[ $commit =~ ^[0-9a-f]{40}$ ]] || die "'$1' is neither a name of the file engines nor a whole commit"
readonly folder="$root/$commit"
main
