#!/usr/bin/env bash
# Publishes the program of release 0.1.0 from this repository's own history, and prints its path, alone, on stdout:
#   INJECTOR_RELEASED=$(bash tests/released/provision.sh) dotnet test
# README.md beside this file says what the tests do with it.
set -euo pipefail

readonly release=0.1.0
readonly commit=4fd916c775093bf1009e09685ab0f8a5ed2c404a
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
readonly repository
readonly root="${INJECTOR_CACHE:-${XDG_CACHE_HOME:-${HOME:?HOME is not set}/.cache}/injector}/released"
readonly folder="$root/$release-$HOSTTYPE"
readonly program="$folder/injector"
readonly log="$root/provision.log"
work=

say() { printf 'released: %s\n' "$*" >&2; }

die() {
    say "$*"
    exit 1
}

is_release() { [[ -x "$1" && "$("$1" version 2>/dev/null)" == "injector $release" ]]; }

# The publish line is that of the release's own Dockerfile.
publish() {
    local RUNTIME=linux-x64 OUTPUT="$work/output"
    [[ $HOSTTYPE == aarch64 ]] && RUNTIME=linux-arm64
    cd "$work/source"
    DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1 \
        dotnet publish src/Injector --configuration Release --runtime "$RUNTIME" --self-contained --output "$OUTPUT" -p:PublishTrimmed=true -p:PublishReadyToRun=true -p:PublishSingleFile=true
}

# A half-made folder never carries the final name: it is renamed when the program in it has said which release it is.
make_program() {
    git -C "$repository" cat-file -e "$commit^{commit}" 2>/dev/null ||
        die "the history of $repository lacks commit $commit, from which release $release is published." \
            "A shallow clone does not have it: get the rest with 'git fetch --unshallow', or set INJECTOR_RELEASED to a program of that release"
    : >"$log"
    rm -rf "$root"/build.*
    work=$(mktemp -d "$root/build.XXXXXX")
    trap 'rm -rf "$work"' EXIT
    mkdir "$work/source"
    git -C "$repository" archive "$commit" | tar -x -C "$work/source"
    say "publishing $release (about a minute)"
    if ! (publish) >>"$log" 2>&1 </dev/null; then
        tail -n 30 "$log" >&2
        die "could not publish it (whole output in $log)"
    fi
    is_release "$work/output/injector" || die "what was published is not release $release (see $log)"
    rm -rf "$folder"
    mkdir "$work/folder"
    mv "$work/output/injector" "$work/folder/injector"
    mv "$work/folder" "$folder"
}

main() {
    if [[ -n "${INJECTOR_RELEASED:-}" ]]; then
        is_release "$INJECTOR_RELEASED" || die "INJECTOR_RELEASED is '$INJECTOR_RELEASED', which is no program of release $release"
        printf '%s\n' "$INJECTOR_RELEASED"
        return
    fi
    mkdir -p "$root"
    exec {lock}>"$root/.lock"
    if ! flock -n "$lock"; then
        say 'another run is at it, waiting for it to end'
        flock "$lock"
    fi
    if is_release "$program"; then
        say "found in the cache: $program"
    else
        local started=$SECONDS
        make_program
        say "made in $((SECONDS - started)) s: $program"
    fi
    printf '%s\n' "$program"
}

main
