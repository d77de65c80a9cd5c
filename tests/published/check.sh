#!/usr/bin/env bash
# Looks at what was published, without running it, and runs it once as on an older system:
#   tests/published/check.sh FOLDER PROCESSOR FILE [SYSTEM]
# FOLDER is where it was published to, PROCESSOR is x64 or arm64, SYSTEM is what provision.sh prints; where that argument is given, even
# empty, the program is a native one. FILE gets a line a check: "passed NAME", "failed NAME: why" or "skipped NAME: why".
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1

readonly folder=${1:?} processor=${2:?} results=${3:?} system=${4-}
readonly native=$(($# > 3)) program="$folder/injector"
# What .NET 10 itself asks for; Red Hat Enterprise Linux 8 has 2.28.
readonly oldest=2.27
failures=0

passed() {
    printf 'passed %s\n' "$1" >>"$results"
    printf 'published: %s%s\n' "$1" "${2:+: $2}"
}

failed() {
    printf 'failed %s: %s\n' "$1" "$2" | tee -a "$results" >&2
    failures=$((failures + 1))
}

skipped() { printf 'skipped %s: %s\n' "$1" "$2" | tee -a "$results" >&2; }

# Neither symbols nor libraries beside it.
is_one_file() {
    local files
    files=$(cd "$folder" && find . -type f -printf '%P\n' | sort | tr '\n' ' ')
    [[ $files == 'injector ' ]] && passed 'is one file' "$(stat -c %s "$program") bytes" || failed 'is one file' "there are $files"
}

# A program that says where libraries lie would load those of whoever can write there.
has_the_right_header() {
    local -A machines=([x64]='Advanced Micro Devices X86-64' [arm64]=AArch64)
    local header paths
    header=$(readelf --file-header --wide "$program")
    paths=$(readelf --dynamic --wide "$program" | grep -E '\((RPATH|RUNPATH)\)')
    if [[ $header == *'Class: '*ELF64* && $header =~ Machine:\ +${machines[$processor]}$'\n' && $header =~ Type:\ +DYN && -z $paths ]]; then
        passed "is a position-independent ELF64 program for $processor without a search path of its own"
    else
        failed "is a position-independent ELF64 program for $processor without a search path of its own" "$(grep -E 'Class|Type|Machine' <<<"$header") $paths"
    fi
}

needs_only_the_c_library() {
    local needed
    needed=$(readelf --dynamic --wide "$program" | sed -nE 's/.*\(NEEDED\).*\[(.*)\]/\1/p' | sort | tr '\n' ' ')
    grep -qE '^((ld-linux[a-z0-9-]*|lib(c|dl|m|pthread|rt))\.so\.[0-9]+ )+$' <<<"$needed" &&
        passed 'needs no library but those of glibc' "$needed" || failed 'needs no library but those of glibc' "it needs $needed"
}

# The newest version among those of glibc's symbols that it names.
starts_with_old_glibc() {
    local newest
    newest=$(readelf --version-info --wide "$program" | grep -oE 'GLIBC_[0-9.]+' | sed 's/^GLIBC_//' | sort -uV | tail -n 1)
    if ((native)) && [[ -z $system ]]; then
        skipped "starts with glibc $oldest" "it was linked against this machine's own, and needs $newest"
    elif [[ -n $newest && $(printf '%s\n' "$newest" "$oldest" | sort -V | tail -n 1) == "$oldest" ]]; then
        passed "starts with glibc $oldest" "its symbols are those of $newest"
    else
        failed "starts with glibc $oldest" "it needs ${newest:-no version at all}"
    fi
}

# With glibc, its loader and OpenSSL of the older system, in all the ways that users do.
works_on_older_system() {
    local libraries loader wrapper
    [[ -n $system ]] || { skipped 'works on Debian 11' 'its libraries could not be had'; return; }
    libraries=$(dirname "$(find "$system/lib" -name libc.so.6)")
    loader=$(find "$libraries" -name 'ld-linux*.so.*')
    wrapper=$(mktemp -d)
    printf '#!/bin/sh\nexec "%s" --library-path "%s" "%s" "$@"\n' "$loader" "$libraries:$system/usr/lib/$(basename "$libraries")" "$program" >"$wrapper/injector"
    chmod 755 "$wrapper/injector"
    bash .ci/smoke "$wrapper/injector" && passed 'works on Debian 11' "$(basename "$(realpath "$loader")")" || failed 'works on Debian 11' 'see above'
    rm -rf "$wrapper"
}

is_one_file
has_the_right_header
starts_with_old_glibc
if ((native)); then
    needs_only_the_c_library
    works_on_older_system
fi
((failures == 0))
