#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Builds an nginx image from the distribution's own packages, for machines that can reach no image registry.
#
#   nginx-image.sh NAME:TAG
#
# Needs apt-get, dpkg, tar and a Docker engine (DOCKER_HOST is honoured). Works in a directory of its own and
# leaves nothing behind but the image.
set -eu

[ $# -eq 1 ] || {
    echo "usage: nginx-image.sh NAME:TAG" >&2
    exit 2
}
image=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM

# What nginx needs is asked of apt, so that the list fits the release it runs on.
packages=$(apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks \
    --no-replaces --no-enhances nginx-light |
    grep -E '^(nginx(-light|-common)?|libc6|libcrypt1|libpcre2-8-0|libpcre3|libssl[0-9.]+(t64)?|zlib1g)$' | sort -u)

mkdir "$work/packages" "$work/root"
# shellcheck disable=SC2086 # one word a package
(cd "$work/packages" && apt-get -qq -o APT::Sandbox::User=root download $packages)
for package in "$work"/packages/*.deb; do
    dpkg -x "$package" "$work/root"
done

cd "$work/root"
mkdir -p etc var/log/nginx var/lib/nginx tmp run
chmod 1777 tmp
printf 'root:x:0:0:root:/root:/usr/sbin/nologin\nwww-data:x:33:33:www-data:/var/www:/usr/sbin/nologin\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n' >etc/passwd
printf 'root:x:0:\nwww-data:x:33:\nnogroup:x:65534:\n' >etc/group
tar -c . | docker import \
    --change 'ENV PATH=/usr/sbin:/usr/bin:/sbin:/bin' \
    --change 'CMD ["nginx","-g","daemon off;"]' \
    --change 'EXPOSE 80' - "$image" >/dev/null
echo "$image"
