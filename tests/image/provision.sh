#!/usr/bin/env bash
# Makes a folder with what builds and runs the image where no registry can be reached: a container engine's settings and storage
# of its own, and in it stand-ins for the two base images. Prints the folder's path, alone, on stdout.
# Ends with 3 where this machine cannot run containers; the last line on stderr then says why. README.md beside this file says more.
set -euo pipefail

readonly subject=image
source "$(dirname "${BASH_SOURCE[0]}")/../machine.sh"

readonly no_engine=3
# Raise it when this script makes something else.
readonly recipe=2
# What an image for the .NET SDK has, beside the SDK itself, which is mounted from the machine; the last two to link native programs.
readonly build_packages=(ca-certificates libicu72 libssl3 libstdc++6 zlib1g gcc libc6-dev)
# Of what runtime-deps has, without a shell, that which a native program needs.
readonly run_packages=(libc6 libssl3)
cache=$(cache_folder)
readonly root="$cache/image" folder="$cache/image/stand-ins-$HOSTTYPE-r$recipe"
readonly log="$root/provision.log"
work=

# Ends where it is the machine's kind, and nothing that this repository does, that keeps containers from running.
cannot() {
    say "no container can run here: $*"
    exit "$no_engine"
}

check_machine() {
    ((EUID == 0)) || cannot 'this is not root'
    [[ $(machine_codename) == bookworm ]] || cannot 'the stand-ins are made of packages of Debian 12 (bookworm), and this is another system'
    command -v apt-get >/dev/null || cannot 'there is no apt-get to install an engine with'
}

# configure_engine DRIVER NO-PIVOT: runc and not crun, which refuses a machine that has control groups of both versions mounted. The
# limits are those that a process without CAP_SYS_RESOURCE may set. The storage is ours alone, so that nothing is taken from or left to
# the machine's.
configure_engine() {
    cat >"$folder/containers.conf" <<EOF
[containers]
default_ulimits = ["nofile=4096:4096", "nproc=4096:4096"]
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "none"
no_pivot_root = $2
EOF
    cat >"$folder/storage.conf" <<EOF
[storage]
driver = "$1"
graphroot = "$folder/storage-$1"
runroot = "/run/injector-$1-$(cksum <<<"$folder" | cut -d ' ' -f 1)"
EOF
}

# The build stage's system, and the run stage's files out of the same packages.
make_stand_ins() {
    local uri keyring options=()
    read -r uri keyring < <(machine_mirror bookworm) || cannot "apt's sources name no mirror for bookworm main"
    [[ -n "$keyring" ]] && options=(--keyring "$keyring")
    say 'making stand-ins for the base images (some minutes)'
    local include
    include=$(IFS=,; printf '%s' "${build_packages[*]}")
    (quietly debootstrap --variant=minbase --include="$include" "${options[@]}" bookworm "$work/build" "$uri") ||
        cannot 'debootstrap made no system for the stand-ins'
    ln -s /usr/share/dotnet/dotnet "$work/build/usr/bin/dotnet"

    local package
    for package in "${run_packages[@]}"; do
        quietly dpkg-deb -x "$work/build/var/cache/apt/archives/$package"_*.deb "$work/run"
    done
    mkdir -p "$work/run/etc/ssl/certs" "$work/run/home/app" "$work/run/tmp"
    chmod 1777 "$work/run/tmp"
    cp "$work/build/etc/ssl/certs/ca-certificates.crt" "$work/run/etc/ssl/certs/"
    printf 'root:x:0:0:root:/root:/sbin/nologin\napp:x:1654:1654::/home/app:/bin/false\n' >"$work/run/etc/passwd"
    printf 'root:x:0:\napp:x:1654:\n' >"$work/run/etc/group"
    rm -rf "$work/build/var/cache/apt" "$work/build/var/lib/apt/lists" "$work/run/usr/share/doc"
}

pack() { tar -C "$work/$1" -cf "$work/$1.tar" . && mv "$work/$1.tar" "$folder/"; }

# import NAME OPTION...: a stand-in into the storage in use, if it is not there.
import() {
    podman image exists "localhost/injector-$1-stand-in" ||
        podman import --change 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' "${@:2}" "$folder/$1.tar" "localhost/injector-$1-stand-in"
}

# One container, limited as the checks limit theirs.
runs_a_container() {
    podman run --rm --pull never --memory 128m --cpus 0.5 localhost/injector-build-stand-in true
}

# Overlay needs a file system below that it can lie on, which another overlay is not; vfs copies instead. Where the root was changed by
# chroot, runc can only change it so as well.
find_engine() {
    local driver no_pivot
    export CONTAINERS_CONF="$folder/containers.conf" CONTAINERS_STORAGE_CONF="$folder/storage.conf"
    for driver in overlay vfs; do
        for no_pivot in false true; do
            configure_engine "$driver" "$no_pivot"
            { import build && import run --change 'ENV APP_UID=1654' && runs_a_container; } >>"$log" 2>&1 && return
        done
    done
    cannot "$(tail -n 1 "$log")"
}

main() {
    check_machine
    mkdir -p "$root"
    exec {lock}>"$root/.lock"
    flock "$lock"
    : >"$log"
    (install_missing podman=podman buildah=buildah runc=runc /usr/lib/podman/netavark=netavark \
        /usr/lib/podman/aardvark-dns=aardvark-dns /usr/sbin/iptables=iptables debootstrap=debootstrap curl=curl openssl=openssl) ||
        cannot 'the engine is missing and cannot be installed'
    if [[ -e "$folder/whole" ]]; then
        say "found in the cache: $folder"
    else
        local started=$SECONDS
        rm -rf "$root"/build.* "$folder"
        work=$(mktemp -d "$root/build.XXXXXX")
        trap 'rm -rf "$work"' EXIT
        mkdir "$folder"
        make_stand_ins
        pack build
        pack run
        touch "$folder/whole"
        say "made in $((SECONDS - started)) s: $folder"
    fi
    find_engine
    printf '%s\n' "$folder"
}

main
