#!/usr/bin/env bash
# The one door: ./build.sh [build|demo|test|bench|package] [options]. It sets up what a word needs on this
# machine and hands over to the builder (extension/build), where everything else is decided.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

word=${1:-build}
tools=${XDG_CACHE_HOME:-$HOME/.cache}/converel
# Their newest versions when this was written; a newer one gets a folder of its own.
geckodriver=0.37.1
cargo_deny=0.20.2

say() { printf 'build.sh: %s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# Debian packages, installed if one of the commands that come with them is missing.
debian() { # debian "command…" package…
  local command missing=""
  for command in $1; do have "$command" || missing="$missing $command"; done
  [ -n "$missing" ] || return 0
  shift
  local root=()
  if [ "$(id -u)" != 0 ]; then
    have sudo || stop "missing:$missing; as root: apt-get install $*"
    root=(sudo)
  fi
  have apt-get || stop "missing:$missing; on Debian they come with: $*"
  say "installing $*"
  local get=("${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=600 -o Dpkg::Use-Pty=0)
  # A machine's lists may be as old as its image, and name browsers of that age.
  "${get[@]}" update >/dev/null 2>&1 || say "apt-get update failed; going on with the lists that are there"
  "${get[@]}" install -y --no-install-recommends "$@" >/dev/null 2>&1 || stop "apt-get could not install $*"
}

# A tool from crates.io, in a folder of its own version; unoptimised, because it builds in half the time.
crate() { # crate name version
  local folder=$tools/$1-$2
  [ -x "$folder/bin/$1" ] && return
  say "building $1 $2 into $folder (once)"
  mkdir -p "$folder"
  env -u CARGO_TARGET_DIR CARGO_PROFILE_DEV_DEBUG=0 cargo install --quiet --locked --debug --root "$folder" "$1@$2" \
    || stop "$1 $2 could not be built from crates.io"
}

for_building() {
  have cargo || stop "missing: Rust 1.95 or later (https://rustup.rs)"
  debian cc gcc libc6-dev
  if [ ! -d "$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown" ]; then
    have rustup || stop "missing: Rust's target wasm32-unknown-unknown, and rustup to add it"
    rustup --quiet target add wasm32-unknown-unknown || stop "rustup could not add wasm32-unknown-unknown"
  fi
  have npm || stop "missing: Node.js 20.19 or later with npm (https://nodejs.org)"
  node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)' \
    || stop "Node.js $(node --version) is too old: 20.19 or later is needed"
  if ! cmp -s package-lock.json node_modules/.installed; then
    say "installing npm packages"
    # No package runs a script of its own; esbuild's would only put its program in the place of a wrapper.
    { npm ci --ignore-scripts --no-audit --no-fund --loglevel=error && node node_modules/esbuild/install.js; } >&2 \
      || stop "npm could not install the packages of package-lock.json"
    cp package-lock.json node_modules/.installed
  fi
}

for_browsers() {
  debian "chromium chromedriver firefox-esr setpriv fc-list" \
    chromium chromium-driver firefox-esr util-linux fontconfig fonts-dejavu
  crate geckodriver "$geckodriver"
  export GECKODRIVER=$tools/geckodriver-$geckodriver/bin/geckodriver
}

for_checking() {
  local component
  for component in rustfmt cargo-clippy; do
    have "$component" && continue
    have rustup || stop "missing: $component, and rustup to add it"
    rustup --quiet component add "${component#cargo-}" || stop "rustup could not add $component"
  done
  crate cargo-deny "$cargo_deny"
  PATH=$tools/cargo-deny-$cargo_deny/bin:$PATH
}

for_building
case $word in
  demo | bench) for_browsers ;;
  test) for_browsers; for_checking ;;
esac
exec cargo run --quiet --locked --package builder -- "$@"
