#!/usr/bin/env bash
# Wrote what lies in tests/released/0.1.0, once, by hand: what release 0.1.0 shipped, and what its program made of the golden
# cases and examples of its time.
#   bash tests/released/record.sh FOLDER
# writes the same into another folder, to compare. It needs jq and curl, and helm on PATH. What people wrote for the record
# (settings, namespaces, a kubeconfig, manifests) it takes from the record. README.md says why that is never made again.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
readonly here
readonly written="$here/0.1.0"
record=$(realpath -m "${1:?the folder to write, which must not exist}")
readonly record
program=$(bash "$here/provision.sh")
commit=$(sed -n 's/^readonly commit=//p' "$here/provision.sh")
work=$(mktemp -d)
readonly program commit work
server='' served=''
trap 'stop; rm -rf "$work"' EXIT

die() {
    printf 'record: %s\n' "$*" >&2
    exit 1
}

# Takes a value of a golden case's settings, which are one line each.
setting() { sed -nE "s/^$2: *([^#]*[^# ]) *(#.*)?$/\1/p" "$1" 2>/dev/null || true; }

copy_what_was_shipped() {
    local file
    cp -r "$work/source/charts/injector" "$record/chart"
    mkdir -p "$record/crd" "$record/profiles/built-in" "$record/profiles/overlay-dev"
    cp "$work/source/deploy/crd/sidecarprofiles.yaml" "$record/crd/"
    cp "$work/source/src/Injector.Profiles/BuiltIn/"*.yaml "$record/profiles/built-in/"
    mkdir "$record/profiles/example"
    cp "$work/source/deploy/examples/profile.yaml" "$record/profiles/example/"
    entries "$record/profiles/overlay-dev" <"$work/source/deploy/overlays/dev/profiles.yaml"
}

# Writes the entries of a ConfigMap as files of a folder; the program is what reads YAML here.
entries() {
    local object key
    object=$("$program" inject -f - -o json 2>/dev/null)
    for key in $(jq -r '.data | keys[]' <<<"$object"); do
        jq -j --arg key "$key" '.data[$key]' <<<"$object" >"$1/$key"
    done
}

settings_from() {
    mkdir "$work/settings"
    entries "$work/settings"
    mv "$work/settings/config.yaml" "$record/settings/$1.yaml"
    rm -rf "$work/settings"
}

record_settings() {
    local name preset
    mkdir "$record/settings"
    cp "$written/settings/"{full-*,quoted-and-in-braces,empty}.yaml "$record/settings/"
    cp -r "$written/kubeconfig" "$written/namespaces" "$record/"
    settings_from kustomize-base <"$work/source/deploy/base/configuration.yaml"
    for name in cert-manager dev; do
        settings_from "kustomize-$name" <"$work/source/deploy/overlays/$name/configuration.yaml"
    done
    render | settings_from chart-default
    for preset in "$record/chart/presets/"*.yaml; do
        render --values "$preset" | settings_from "chart-$(basename "$preset" .yaml)"
    done
}

render() { helm template injector "$record/chart" --namespace injector-system --show-only templates/configuration.yaml "$@"; }

# inject MANIFEST ARGUMENTS...: what the command line prints, says and ends with, beside the manifest.
inject() {
    local manifest injected code=0
    manifest=$(basename "$1") injected="injected.${1##*.}"
    # From its folder, for messages name the file as it was given.
    cd "$(dirname "$1")"
    "$program" inject -f "$manifest" "${@:2}" >"$injected" 2>report.txt || code=$?
    ((code < 2)) || die "inject ended with $code for $1: $(cat report.txt)"
    printf 'exit code %s\n' "$code" >>report.txt
    if cmp -s "$injected" "$manifest" || [[ ! -s $injected ]]; then
        rm "$injected"
    fi
    cd "$OLDPWD"
}

# start ARGUMENTS...: leaves the address of a server in $address. One that has the same arguments still is used again.
start() {
    local attempt
    [[ "$*" != "$served" ]] || return 0
    stop
    rm -f "$work/server"
    "$program" serve --listen 127.0.0.1:0 --admin-listen 127.0.0.1:0 --write-ca "$work/ca" --log-level none "$@" 2>"$work/server" &
    server=$! served=$*
    for ((attempt = 0; attempt < 1200; attempt++)); do
        if grep -qs '^Try it' "$work/server"; then
            address=$(sed -n 's/.* reviews at \(https:[^ ]*\)$/\1/p' "$work/server")
            return
        fi
        kill -0 "$server" 2>/dev/null || break
        sleep 0.05
    done
    die "the server did not start: $(cat "$work/server")"
}

stop() {
    [[ -n $server ]] || return 0
    kill -KILL "$server"
    wait "$server" 2>/dev/null || true
    server='' served=''
}

# What the webhook answers, without the patch: injected.json is the pod that it gives.
answer() {
    local pod review
    printf 'annotationPrefix: nobody.example\n' >"$work/nobody.yaml"
    pod=$("$program" inject -f "$1/pod.yaml" -o json --config "$work/nobody.yaml" 2>/dev/null)
    review=$(jq -c --arg namespace "$2" '{apiVersion: "admission.k8s.io/v1", kind: "AdmissionReview", request: {
        uid: "3f1f6f0e-5d0b-4c39-9d0c-2b7f3f0e8a11", kind: {group: "", version: "v1", kind: "Pod"},
        resource: {group: "", version: "v1", resource: "pods"}, namespace: $namespace, operation: "CREATE", object: ., dryRun: false}}' <<<"$pod")
    curl --silent --show-error --fail --max-time 10 --cacert "$work/ca" --header 'Content-Type: application/json' \
        --data-binary @- "$address" <<<"$review" | jq '.response | del(.patch)' >"$1/answer.json"
}

record_case() {
    local case=$1 name folder namespace key value arguments=()
    name=$(basename "$case") folder="$record/golden/$(basename "$case")"
    mkdir "$folder"
    (cd "$case" && cp -r pod.yaml case.yaml namespace.yaml profiles "$folder/" 2>/dev/null) || true
    namespace=$(setting "$case/case.yaml" namespace)
    namespace=${namespace:-shop}

    printf 'ownNamespace: injector-system\n' >"$folder/settings.yaml"
    for key in kubernetesVersion:kubernetesVersion defaultProfiles:defaultProfiles unknownProfile:unknownProfiles prefix:annotationPrefix; do
        value=$(setting "$case/case.yaml" "${key%:*}")
        [[ -z $value ]] || printf '%s: %s\n' "${key#*:}" "$value" >>"$folder/settings.yaml"
    done
    arguments=(--config "$folder/settings.yaml")
    [[ ! -d $folder/profiles ]] || arguments+=(--profiles "$folder/profiles")
    [[ ! -f $folder/namespace.yaml ]] || arguments+=(--namespaces "$folder/namespace.yaml")

    inject "$folder/pod.yaml" --namespace "$namespace" "${arguments[@]}"
    if [[ -f $folder/injected.yaml ]]; then
        "$program" inject -f "$folder/pod.yaml" --namespace "$namespace" "${arguments[@]}" -o json >"$folder/injected.json" 2>/dev/null
    fi
    # Cases without anything of their own have equal settings, and so the same server.
    if cmp -s "$folder/settings.yaml" "$work/plain.yaml" && ((${#arguments[@]} == 2)); then
        start --config "$work/plain.yaml"
    else
        start "${arguments[@]}"
    fi
    answer "$folder" "$namespace"
}

record_example() {
    local folder
    folder="$record/examples/$(basename "$1" .yaml)"
    mkdir "$folder"
    cp "$1" "$folder/manifest.yaml"
    inject "$folder/manifest.yaml"
}

record_manifest() {
    local folder
    folder="$record/manifests/$(basename "$(dirname "$1")")"
    mkdir -p "$folder"
    cp "$1" "$folder/"
    inject "$folder/$(basename "$1")"
}

[[ ! -e $record ]] || die "$record exists; what is recorded is never made again, name another folder to compare"
command -v jq curl helm >/dev/null || die 'needs jq, curl and helm'
mkdir -p "$work/source" "$record/golden" "$record/examples"
git -C "$here/../.." archive "$commit" | tar -x -C "$work/source"
copy_what_was_shipped
record_settings
printf 'ownNamespace: injector-system\n' >"$work/plain.yaml"
for case in "$work/source/tests/golden"/*/; do
    record_case "${case%/}"
done
for example in "$work/source/deploy/examples"/*.yaml; do
    record_example "$example"
done
for manifest in "$written/manifests"/*/manifest.*; do
    record_manifest "$manifest"
done
printf 'record: %s cases, %s examples in %s\n' "$(ls "$record/golden" | wc -l)" "$(ls "$record/examples" | wc -l)" "$record" >&2
