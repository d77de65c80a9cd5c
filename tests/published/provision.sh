#!/usr/bin/env bash
# Makes a folder with the C library of Debian 11, to link the native program against, and prints its path, alone, on stdout.
# Ends with 3 where this machine has no way to it; the last line on stderr then says why. README.md beside this file says more.
set -euo pipefail

readonly subject='system root'
source "$(dirname "${BASH_SOURCE[0]}")/../machine.sh"

readonly no_system=3
readonly release=bullseye
# Raise it when this script makes something else.
readonly recipe=1
# To link with, and to run with: of OpenSSL, which the program loads when it serves or connects, too.
readonly packages=(libc6 libc6-dev linux-libc-dev libcrypt-dev libcrypt1 libgcc-s1 libgcc-10-dev libssl1.1)
cache=$(cache_folder)
readonly root="$cache/system-root" folder="$cache/system-root/$release-$HOSTTYPE-r$recipe"
readonly log="$root/provision.log"
work=

cannot() {
    say "no $release: $*"
    exit "$no_system"
}

# The mirror of the machine's own release has the older ones too.
find_packages() {
    local own uri keyring
    command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || cannot 'this is no Debian'
    own=$(machine_codename)
    read -r uri keyring < <(machine_mirror "$own") || cannot "apt's sources name no mirror for '$own' main"
    (prepare_private_apt "$release" "$uri" "$keyring") || cannot "the machine's mirror has no packages of it"
}

# A linker takes an absolute link for one into the machine's own system.
make_links_relative() {
    local link
    while IFS= read -r -d '' link; do
        ln -sfnr "$work/root$(readlink "$link")" "$link"
    done < <(find "$work/root" -type l -lname '/*' -print0)
}

main() {
    mkdir -p "$root"
    exec {lock}>"$root/.lock"
    flock "$lock"
    if [[ -e "$folder" ]]; then
        say "found in the cache: $folder"
    else
        : >"$log"
        rm -rf "$root"/build.*
        work=$(mktemp -d "$root/build.XXXXXX")
        trap 'rm -rf "$work"' EXIT
        find_packages
        unpack "$work/root" "${packages[@]}"
        make_links_relative
        rm -rf "$work/root/usr/share"
        mv "$work/root" "$folder"
        say "made: $folder"
    fi
    printf '%s\n' "$folder"
}

main
