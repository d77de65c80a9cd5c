# What the scripts that provide tests with programs ask of the machine: sourced by tests/*/provision.sh and others, which set
# `subject` (the name at the begin of their messages), `log` (the file that takes the output of noisy commands) and, for apt of its own, `work`
# (a folder that is theirs).
# shellcheck shell=bash

# Where made things are kept from run to run.
cache_folder() { printf '%s\n' "${INJECTOR_CACHE:-${XDG_CACHE_HOME:-${HOME:?HOME is not set}/.cache}/injector}"; }

say() { printf '%s: %s\n' "$subject" "$*" >&2; }

die() {
    say "$*"
    exit 1
}

# Runs a noisy command with its output in the log; shows the log's end when it fails.
quietly() {
    if ! "$@" >>"$log" 2>&1 </dev/null; then
        tail -n 30 "$log" >&2
        die "failed: $* (whole output in $log)"
    fi
}

as_root() {
    if ((EUID == 0)); then
        env DEBIAN_FRONTEND=noninteractive "$@"
    elif command -v sudo >/dev/null; then
        sudo -n env DEBIAN_FRONTEND=noninteractive "$@"
    else
        say "'$*' needs root, and there is no sudo"
        return 1
    fi
}

# install_missing PROGRAM=PACKAGE...: installs the packages whose program is not on the machine.
install_missing() {
    local pair missing=()
    for pair in "$@"; do
        command -v "${pair%%=*}" >/dev/null || missing+=("${pair#*=}")
    done
    ((${#missing[@]} == 0)) && return
    say "installing ${missing[*]}"
    local install=(as_root apt-get install -y --no-install-recommends "${missing[@]}")
    # A machine's package lists may be missing or too old for its mirror: one refresh, then the answer counts.
    if ! "${install[@]}" >>"$log" 2>&1 </dev/null; then
        quietly as_root apt-get update
        quietly "${install[@]}"
    fi
}

machine_codename() { sed -n 's/^VERSION_CODENAME=//p' /etc/os-release 2>/dev/null; }

# Prints "URI KEYRING" of the machine's own mirror for a release's main archive, from either of apt's two formats.
machine_mirror() {
    local codename=$1 file
    for file in /etc/apt/sources.list.d/*.sources; do
        [[ -r "$file" ]] || continue
        sed '/^#/d' "$file" | awk -v RS= -v FS='\n' -v codename="$codename" '
            {
                split("", field)
                for (i = 1; i <= NF; i++)
                    if (match($i, /^[A-Za-z-]+:/))
                        field[tolower(substr($i, 1, RLENGTH - 1))] = " " substr($i, RLENGTH + 1) " "
            }
            field["enabled"] !~ /[ \t]no[ \t]/ && field["types"] ~ /[ \t]deb[ \t]/ && field["components"] ~ /[ \t]main[ \t]/ && field["suites"] ~ "[ \t]" codename "[ \t]" {
                split(field["uris"], uri, " ")
                print uri[1], (field["signed-by"] ~ /^[ \t]*\// ? field["signed-by"] : "")
            }'
    done
    for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
        [[ -r "$file" ]] || continue
        awk -v codename="$codename" '
            $1 == "deb" {
                keyring = match($0, /signed-by=\/[^] ]+/) ? substr($0, RSTART + 10, RLENGTH - 10) : ""
                sub(/\[[^]]*\]/, "")
                if ($3 == codename && (" " $0 " ") ~ / main /) print $2, keyring
            }' "$file"
    done
}

# prepare_private_apt CODENAME URI KEYRING: apt with lists, cache and sources of its own below $work, for one release's main archive. The
# machine's configuration is neither changed nor needed. It is told of no installed package, for it would insist on the version that is
# installed, which may come from another archive.
prepare_private_apt() {
    local option=
    [[ -n "$3" ]] && option="[signed-by=$3] "
    mkdir -p "$work/apt/lists/partial" "$work/apt/cache/archives/partial"
    : >"$work/apt/status"
    printf '%s %s%s %s main\n' deb "$option" "$2" "$1" deb-src "$option" "$2" "$1" >"$work/apt/sources.list"
    quietly private_apt update
}

private_apt() {
    apt-get -o Dir::Etc::SourceList="$work/apt/sources.list" -o Dir::Etc::SourceParts=/dev/null \
        -o Dir::State::Lists="$work/apt/lists" -o Dir::State::Status="$work/apt/status" -o Dir::Cache="$work/apt/cache" \
        -o APT::Sandbox::User=root "$@"
}

# unpack FOLDER PACKAGE...: the files of packages of the private apt, without running anything of theirs.
unpack() {
    local package
    mkdir -p "$1.debs"
    (cd "$1.debs" && quietly private_apt download "${@:2}")
    for package in "$1.debs"/*.deb; do
        quietly dpkg-deb -x "$package" "$1"
    done
}
