#!/usr/bin/env bash
# Makes a serving certificate for development, signed by an authority that is made once and used again.
#
#   certs/make-certificates.sh [-o DIRECTORY] [-d DAYS] [NAME...]
#
# NAMEs are DNS names and IP addresses that the certificate is good for; without any: this machine and the Service of deploy/.
# DIRECTORY (default: certs/development) gets ca.crt, ca.key, tls.crt and tls.key. Needs bash and openssl 1.1.1 or newer.
set -euo pipefail
umask 077

directory="$(dirname "${BASH_SOURCE[0]}")/development"
days=30

usage() {
  sed -n '2,7s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
}

# A long option is to getopts the option '-' with the rest as its argument.
while getopts 'o:d:h-:' option; do
  case $option in
    -) [ "$OPTARG" = help ] || { echo "there is no option --$OPTARG" >&2; usage >&2; exit 2; }
       usage; exit 0 ;;
    o) directory=$OPTARG ;;
    d) days=$OPTARG ;;
    h) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
done
shift $((OPTIND - 1))

if ! [[ $days =~ ^[1-9][0-9]{0,3}$ ]]; then
  echo "-d: '$days' is not a number of days; write 1 to 9999" >&2
  exit 2
fi

names=("$@")
if [ ${#names[@]} -eq 0 ]; then
  names=(localhost 127.0.0.1 ::1 injector.injector-system.svc)
fi

alternatives=
for name in "${names[@]}"; do
  case $name in
    *[!A-Za-z0-9.:*-]* | '') echo "'$name' is neither a DNS name nor an address; write for example localhost or 127.0.0.1" >&2; exit 2 ;;
    *:* | *[0-9].*[0-9].*[0-9].*[0-9]) kind=IP ;;
    *) kind=DNS ;;
  esac
  alternatives="${alternatives:+$alternatives,}$kind:$name"
done

mkdir -p "$directory"
work=$(mktemp -d "$directory/.making.XXXXXX")
trap 'rm -rf "$work"' EXIT

# Quiet unless it fails.
run() {
  "$@" 2>"$work/errors" || { cat "$work/errors" >&2; exit 1; }
}

new_key() {
  run openssl ecparam -name prime256v1 -genkey -noout -out "$work/sec1.key"
  run openssl pkcs8 -topk8 -nocrypt -in "$work/sec1.key" -out "$1"
}

cat >"$work/openssl.cnf" <<EOF
[req]
distinguished_name = name
[name]
[authority]
basicConstraints = critical,CA:TRUE,pathlen:0
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[server]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = serverAuth
subjectAltName = $alternatives
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
EOF

# An authority that ends before the new certificate would is of no use any more.
if [ ! -f "$directory/ca.key" ] || ! openssl x509 -in "$directory/ca.crt" -noout -checkend $((days * 86400)) >/dev/null 2>&1; then
  new_key "$work/ca.key"
  run openssl req -x509 -new -sha256 -key "$work/ca.key" -days $((days + 3650)) -subj '/CN=Injector development authority' \
    -config "$work/openssl.cnf" -extensions authority -out "$work/ca.crt"
  mv "$work/ca.key" "$work/ca.crt" "$directory/"
  echo "New authority: $directory/ca.crt"
fi

new_key "$work/tls.key"
run openssl req -new -sha256 -key "$work/tls.key" -subj '/CN=Injector for development' -config "$work/openssl.cnf" -out "$work/tls.csr"
run openssl x509 -req -sha256 -in "$work/tls.csr" -CA "$directory/ca.crt" -CAkey "$directory/ca.key" -set_serial "0x4$(openssl rand -hex 15)" \
  -days "$days" -extfile "$work/openssl.cnf" -extensions server -out "$work/tls.crt"
mv "$work/tls.key" "$work/tls.crt" "$directory/"

cat <<EOF
Certificate for ${names[*]}, $days days: $directory/tls.crt

  injector serve --tls-cert $directory/tls.crt --tls-key $directory/tls.key
  curl --cacert $directory/ca.crt https://localhost:8443/mutate -H 'Content-Type: application/json' -d @deploy/examples/review.json
EOF
