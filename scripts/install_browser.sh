#!/bin/sh
# The browser tests need a Chromium and fonts with Japanese glyphs; installs them where it may.
set -eu
missing=""
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || missing="chromium"
fc-list :lang=ja 2>/dev/null | grep -q . || missing="$missing fonts-noto-cjk fontconfig"
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing for the browser tests:$missing"
    apt-get update -qq
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
else
    echo "The browser tests need: $missing" >&2
    echo "Run: sudo apt-get install $missing" >&2
    exit 1
fi
