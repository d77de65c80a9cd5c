#!/usr/bin/env bash
# Makes ready what the cluster tests run on: a container engine, and in it an image of K3s. Prints two lines on stdout: the folder of the engine's
# settings, and the name of the image. Ends with 3 where this machine cannot run containers; the last line on stderr then says why.
set -euo pipefail

readonly subject=cluster
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source tests/machine.sh

# The newest that the chart's kubeVersion is tested with; INJECTOR_K3S_IMAGE names another one.
readonly released=${INJECTOR_K3S_IMAGE:-docker.io/rancher/k3s:v1.34.1-k3s1}
log="$(cache_folder)/cluster.log"
readonly log
work=

# K3s itself where a registry is in reach. Nothing is tried twice: where there is none, the name is not found at once.
has_released() { podman image exists "$released" || timeout 300 podman pull --quiet --retry 0 "$released" >>"$log" 2>&1; }

# Else the servers of the tests' control plane behind K3s' contract. Named by what is in it, so that a change makes another one.
make_stand_in() {
    local servers recipe
    servers=$(bash tests/control-plane/provision.sh)
    recipe=$({ cat tests/cluster/k3s tests/cluster/Containerfile; printf '%s\n' "$servers"; podman image inspect --format '{{.Id}}' localhost/injector-build-stand-in; } | cksum)
    image="localhost/injector-k3s-stand-in:${recipe%% *}"
    podman image exists "$image" && return
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    cp -L "$servers"/{etcd,kube-apiserver,kube-controller-manager} tests/cluster/{k3s,Containerfile} "$work/"
    quietly podman build --pull=never --tag "$image" "$work"
}

# Inside a plain chroot, what enters a container ends up in the machine's root, and files cannot be read out of it.
can_enter() {
    local container code=0
    container=$(podman run --detach --pull never localhost/injector-build-stand-in sh -c 'touch /inside; sleep 60')
    podman exec "$container" sh -c 'for attempt in 1 2 3 4 5 6 7 8 9 10; do [ -e /inside ] && exit; sleep 0.2; done; exit 1' || code=$?
    podman rm --force --time 0 "$container" >/dev/null
    return "$code"
}

mkdir -p "$(dirname "$log")"
folder=$(bash tests/image/provision.sh)
export CONTAINERS_CONF="$folder/containers.conf" CONTAINERS_STORAGE_CONF="$folder/storage.conf"
if ! can_enter; then
    say 'no cluster can run here: the engine runs containers and cannot enter them, as inside a plain chroot'
    exit 3
fi
if has_released; then
    image=$released
else
    say "$released cannot be had here: a stand-in without nodes takes its place"
    make_stand_in
fi
printf '%s\n%s\n' "$folder" "$image"
