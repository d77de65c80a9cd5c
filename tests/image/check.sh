#!/usr/bin/env bash
# Builds the Dockerfile and runs the image as the chart would, in a container with little memory and processor time:
#   tests/image/check.sh FILE
# FILE gets a line a check: "passed NAME", "failed NAME: why" or "skipped NAME: why". README.md beside this file says what is checked.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
source tests/machine.sh
# For helm.
PATH="${KUBEBUILDER_ASSETS:-$(cache_folder)/control-plane/current}:$PATH"

# Inside a plain chroot the root is no mount, which a container engine needs it to be: it then becomes one, for this script alone.
root_is_a_mount() { grep -q '^[^ ]* [^ ]* [^ ]* [^ ]* / ' /proc/self/mountinfo; }

run_in_mounted_root() {
    mount --rbind / "$1" && mount --make-rprivate "$1" || exec bash "${@:2}"
    local code=0
    chroot "$1" bash "${@:2}" || code=$?
    umount --lazy "$1"
    return "$code"
}

if ((EUID == 0)) && [[ -z ${INJECTOR_MOUNTED_ROOT:-} ]] && ! root_is_a_mount && unshare --mount --propagation unchanged true; then
    INJECTOR_MOUNTED_ROOT=$(mktemp -d)
    export INJECTOR_MOUNTED_ROOT
    export -f run_in_mounted_root
    trap 'rmdir "$INJECTOR_MOUNTED_ROOT"' EXIT
    unshare --mount --propagation unchanged bash -c 'run_in_mounted_root "$@"' bash \
        "$INJECTOR_MOUNTED_ROOT" "$PWD/tests/image/check.sh" "$(realpath -m "$1")"
    exit
fi

readonly checks=(builds 'tells its version' 'starts by itself' 'becomes ready' 'patches a review' 'drains')
readonly results=${1:?}
# Less than the chart's limit, and a limit of the processor, which the chart has none of: it has to do with them.
readonly memory=128m processors=0.5
image="localhost/injector-check:$$"
# What stays for the tests that install it: the image of the last build that went well.
readonly kept=localhost/injector:checked
container=
done_checks=0
work=$(mktemp -d)
unset CONTAINERS_CONF
trap clean_up EXIT

clean_up() {
    [[ -z $container ]] || podman rm --force --time 0 "$container" >/dev/null 2>&1
    [[ -z ${CONTAINERS_CONF:-} ]] || podman rmi --force "$image" >/dev/null 2>&1
    rm -rf "$work"
}

passed() {
    printf 'passed %s\n' "${checks[done_checks]}" >>"$results"
    printf 'image: %s%s\n' "${checks[done_checks]}" "${1:+: $1}"
    done_checks=$((done_checks + 1))
}

# ends KIND REASON [EXIT-CODE]: what could not be checked any more counts as well.
ends() {
    local reason=$2
    while ((done_checks < ${#checks[@]})); do
        printf '%s %s: %s\n' "$1" "${checks[done_checks]}" "$reason" | tee -a "$results" >&2
        [[ $1 == failed ]] && reason="because '${checks[done_checks]}' failed"
        done_checks=$((done_checks + 1))
    done
    exit "${3:-0}"
}

fails() {
    [[ -z $container ]] || podman logs "$container" 2>&1 | tail -n 30 | sed 's/^/    /' >&2
    ends failed "$*" 1
}

prepare() {
    local code folder
    : >"$results"
    # A pipe, which is waited for: the reason for skipping is read from what it has written.
    bash tests/image/provision.sh 2>&1 >"$work/folder" | tee "$work/provision" >&2
    code=${PIPESTATUS[0]} folder=$(<"$work/folder")
    ((code == 3)) && ends skipped "$(sed -n '$s/^image: //p' "$work/provision")"
    ((code == 0)) || fails 'the container engine and the stand-ins could not be made'
    export CONTAINERS_CONF="$folder/containers.conf" CONTAINERS_STORAGE_CONF="$folder/storage.conf"
    podman rmi --force "$kept" >/dev/null 2>&1
}

# The Dockerfile as it is: the stand-ins are given the names of its base images, in their order. Packages come from where this machine has
# them, by its own settings. Nothing is taken from an earlier build.
build() {
    local base_images sdk packages began=$SECONDS mounts=(--volume /etc/ssl/certs:/etc/ssl/certs:ro)
    mapfile -t base_images < <(sed -nE -e 's/^ARG SDK=(.+)/\1/p' -e 's/^FROM ([^-][^ ]+).*/\1/p' Dockerfile)
    ((${#base_images[@]} == 2)) || fails 'the Dockerfile has not two base images: one to build in and one to run in'
    podman tag localhost/injector-build-stand-in "${base_images[0]}" && podman tag localhost/injector-run-stand-in "${base_images[1]}" ||
        fails 'the stand-ins could not be named'
    sdk=$(dirname "$(realpath "$(command -v dotnet)")")
    packages=$(dotnet nuget locals global-packages --list | sed 's/^[^:]*: //')
    mkdir -p "$packages"
    mounts+=(--volume "$sdk:/usr/share/dotnet:ro" --volume "${packages%/}:/root/.nuget/packages")
    [[ -d ~/.nuget/NuGet ]] && mounts+=(--volume "$HOME/.nuget/NuGet:/root/.nuget/NuGet:ro")
    podman build --pull=never --no-cache --layers=false --network host "${mounts[@]}" --build-arg "RUNTIME=$runtime" --tag "$image" . \
        >"$work/build" 2>&1 || { tail -n 40 "$work/build" | sed 's/^/    /' >&2; fails 'the Dockerfile does not build'; }
    podman tag "$image" "$kept"
    passed "$(($(podman image inspect --format '{{.Size}}' "$image") / 1048576)) MiB in $((SECONDS - began)) s"
}

tells_its_version() {
    local version
    version=$(run --rm "$image" version) || fails "version ended with $?"
    [[ $version == injector\ * ]] || fails "version says '$version'"
    passed "${version%%$'\n'*}"
}

# run OPTION...: what the chart sets for the pod and its container; a test compares. Without the small file systems in memory that
# podman adds to a read-only root, for Kubernetes adds none. The filter of system calls is the engine's own.
run() {
    podman run --pull never --read-only --read-only-tmpfs=false --user 1654:1654 --cap-drop ALL --security-opt no-new-privileges \
        --memory "$memory" --memory-swap "$memory" --cpus "$processors" "$@"
}

# With the Dockerfile's own command. The authority of its throw-away certificate needs a place to be written to.
starts_by_itself() {
    start --tmpfs /tmp "$image"
    passed "ready after $milliseconds ms"
    podman rm --force --time 0 "$container" >/dev/null || fails 'the container could not be removed'
    container=
}

# The configuration and the arguments are those that the chart writes. There is no cluster to keep a certificate in, so it is given one.
starts_as_the_chart_says() {
    local arguments
    mkdir "$work/config" "$work/profiles" "$work/tls"
    helm template injector charts/injector --namespace injector-system --set certificates.mode=existingSecret \
        --show-only templates/configuration.yaml >"$work/configuration" || fails 'helm could not write the configuration'
    sed -n '/^  config\.yaml: |$/,/^[^ ]/s/^    //p' "$work/configuration" >"$work/config/config.yaml"
    helm template injector charts/injector --namespace injector-system --set certificates.mode=existingSecret \
        --show-only templates/deployment.yaml >"$work/deployment" || fails 'helm could not write the deployment'
    # The kubelet puts variables into arguments.
    mapfile -t arguments < <(sed -n '/^ *args:$/,/^ *env:$/s/^ *- //p' "$work/deployment" |
        sed 's/$(POD_NAMESPACE)/injector-system/g; s/$(\(SERVICE\|WEBHOOK\)_NAME)/injector/g')
    [[ ${arguments[*]} == *--own-namespace=injector-system* ]] || fails 'the deployment does not say in which namespace the server runs'
    bash certs/make-certificates.sh -o "$work/certificates" 127.0.0.1 >/dev/null || fails 'certs/make-certificates.sh made no certificate'
    cp "$work/certificates/"tls.* "$work/tls/"
    # As Kubernetes writes a Secret: readable for the group of the pod and nobody else.
    chown -R :1654 "$work/config" "$work/profiles" "$work/tls"
    chmod 755 "$work" "$work/"{config,profiles,tls}
    chmod 440 "$work/"{config,tls}/*
    start --volume "$work/config:/etc/injector/config:ro" --volume "$work/profiles:/etc/injector/profiles:ro" \
        --volume "$work/tls:/etc/injector/tls:ro" "$image" "${arguments[@]}"
    passed "after $milliseconds ms, with $memory and $processors of a processor"
}

# start OPTION...: leaves the container in $container, the addresses of its ports in $webhook and $admin, and the time in $milliseconds.
start() {
    local began attempt
    began=$(date +%s%3N)
    container=$(run --detach --publish 127.0.0.1::8443 --publish 127.0.0.1::8081 "$@") || fails 'the engine could not start the container'
    webhook=$(podman port "$container" 8443/tcp) admin=$(podman port "$container" 8081/tcp)
    for ((attempt = 0; attempt < 600; attempt++)); do
        if [[ $(readiness) == 200 ]]; then
            milliseconds=$(($(date +%s%3N) - began))
            return
        fi
        [[ $(podman container inspect --format '{{.State.Status}}' "$container") == running ]] || fails 'the server ended instead of starting'
        sleep 0.05
    done
    fails "the server was not ready after $attempt attempts"
}

readiness() { curl --silent --output /dev/null --write-out '%{http_code}' --max-time 10 "http://$admin/readyz"; }

review() {
    curl --silent --show-error --fail --max-time 10 --cacert "$work/certificates/ca.crt" --header 'Content-Type: application/json' \
        --data @deploy/examples/review.json "https://$webhook/mutate" >"$work/answer" &&
        grep -qF '"allowed":true' "$work/answer" && grep -qF '"patchType":"JSONPatch"' "$work/answer"
}

patches_a_review() {
    local process
    review || fails "the review was answered with $(head -c 500 "$work/answer")"
    process=$(podman container inspect --format '{{.State.Pid}}' "$container")
    passed "$(awk '/^Vm(HWM|RSS)/ { printf "%s%s %d MiB", separator, $1, $2 / 1024; separator = ", " }' "/proc/$process/status")"
}

# Kubernetes sends SIGTERM and goes on sending reviews until all of it knows: they are answered, and readiness says that no more should come.
drains() {
    local attempt code began=$SECONDS
    podman kill --signal TERM "$container" >/dev/null || fails 'the signal could not be sent'
    for ((attempt = 0; attempt < 100; attempt++)); do
        [[ $(readiness) == 503 ]] && break
        sleep 0.05
    done
    ((attempt < 100)) || fails 'the server says that it is ready after SIGTERM'
    review || fails 'a review was not patched after SIGTERM'
    code=$(timeout 40 podman wait "$container") || fails 'the server went on running 40 seconds after SIGTERM'
    ((code == 0)) || fails "the server ended with $code after SIGTERM"
    passed "exit 0 $((SECONDS - began)) s after SIGTERM"
}

runtime=linux-x64
[[ $(uname -m) == aarch64 ]] && runtime=linux-arm64
prepare
build
tells_its_version
starts_by_itself
starts_as_the_chart_says
patches_a_review
drains
