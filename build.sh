#!/usr/bin/env bash
# One entry to everything that is built, run or checked here. `./build.sh` alone says what there is.
set -euo pipefail
cd "$(dirname "$0")"

readonly TOOLS="$PWD/.tools"
readonly GECKODRIVER_VERSION=0.37.1
# What a visited page loads must stay small; the limit is before compression.
readonly ENGINE_LIMIT=$((900 * 1024))
readonly BINDINGS=target/bindings
export PATH="$TOOLS/bin:$PWD/node_modules/.bin:$PATH"

usage() {
  cat <<'EOF'
./build.sh build                        both packages, unpacked in dist/chrome and dist/firefox and as zips; the demo page in dist/www
./build.sh demo [--firefox] [--headed]  runs the built extension on the sample report, prints what it found, leaves a picture in dist/
./build.sh test [FILTER]                check, build, native tests, then the extension in Chromium and Firefox; FILTER picks native and browser tests by name
./build.sh check                        formatting, clippy with warnings denied (native and wasm32), types of the JavaScript
./build.sh pictures                     the pictures in docs/, made anew by the built extension in Chromium
./build.sh bench                        the engine's time: growth, rules, words, as ratios within one run
./build.sh package                      the zips and the source archive that go to the stores, with their checksums
Missing tools are installed: Cargo's and npm's into this folder, browsers from Debian's packages where we are root.
EOF
}

say() { printf '\n== %s\n' "$*"; }
fail() {
  printf 'build.sh: %s\n' "$*" >&2
  exit 1
}
has() { command -v "$1" >/dev/null 2>&1; }

# ---------------------------------------------------------------------------------------------------------------- what is needed

# Installs Debian packages where that is possible, and says what to install where it is not.
packages() {
  if [ "$(id -u)" != 0 ] || ! has apt-get; then
    fail "please install: $* (the names of Debian's packages), then run this again"
  fi
  say "Installing Debian packages: $*"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -q
  apt-get install -y -q "$@" </dev/null
}

# Rust with the wasm32 target.
need_rust() {
  has cargo || fail "please install Rust 1.90 or newer with rustup"
  has cc || packages build-essential
  [ -d "$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown/lib" ] && return
  has rustup || fail "please add the target wasm32-unknown-unknown to your Rust"
  say "Installing Rust's wasm32 target"
  rustup target add wasm32-unknown-unknown
}

# wasm-bindgen's command must be of the very version of the crate.
# Without --locked: a crate that its own lock file names is not everywhere to be had.
need_wasm_bindgen() {
  local version
  version=$(sed -n '/^name = "wasm-bindgen"$/{n;s/^version = "\(.*\)"$/\1/p}' Cargo.lock)
  [ -n "$version" ] || fail "Cargo.lock names no wasm-bindgen"
  [ "$(wasm-bindgen --version 2>/dev/null)" = "wasm-bindgen $version" ] && return
  say "Installing wasm-bindgen $version into .tools"
  cargo install -q wasm-bindgen-cli --version "$version" --root "$TOOLS" --force
}

# wasm-opt and the type checker, as package-lock.json pins them.
need_npm() {
  has npm || packages nodejs npm
  cmp -s package-lock.json node_modules/.installed-lock && return
  say "Installing wasm-opt, the type checker and axe into node_modules"
  npm ci --no-fund --no-audit --loglevel=error </dev/null
  cp package-lock.json node_modules/.installed-lock
}

need_zip() { has zip || packages zip; }

need_chromium() {
  { [ -n "${CHROMIUM:-}" ] || [ -x /usr/lib/chromium/chromium ]; } && { [ -n "${CHROMEDRIVER:-}" ] || has chromedriver; } && return
  packages chromium chromium-driver fonts-dejavu-core
}

need_firefox() {
  [ -n "${FIREFOX:-}" ] || has firefox-esr || packages firefox-esr fonts-dejavu-core
  [ -n "${GECKODRIVER:-}" ] && return
  case "$(geckodriver --version 2>/dev/null)" in "geckodriver $GECKODRIVER_VERSION"*) return ;; esac
  say "Installing geckodriver $GECKODRIVER_VERSION into .tools"
  cargo install -q geckodriver --version "$GECKODRIVER_VERSION" --locked --root "$TOOLS" --force
}

# ------------------------------------------------------------------------------------------------------------------------- build

# One WASM module with its JavaScript: module NAME [cargo's flags...] -> target/bindings/NAME.
# Nothing is done again while the crate's module is the same.
module() {
  local name=$1 out="$BINDINGS/$1" raw=target/wasm32-unknown-unknown/wasm/newsglass.wasm
  shift
  cargo build --profile wasm --target wasm32-unknown-unknown --lib "$@"
  cmp -s "$raw" "$out.wasm" && return
  rm -rf "$out" "$out.wasm"
  wasm-bindgen --target web --out-dir "$out" --out-name "$name" "$raw"
  # The features are those that rustc takes for granted and that both browsers have long had.
  wasm-opt -O3 --enable-bulk-memory --enable-nontrapping-float-to-int --enable-sign-ext --enable-mutable-globals \
    --enable-reference-types --enable-multivalue "$out/${name}_bg.wasm" -o "$out/${name}_bg.wasm"
  cp "$raw" "$out.wasm"
}

modules() {
  need_rust
  need_wasm_bindgen
  need_npm
  say "WebAssembly: the engine, for pages and the background, and the extension's own pages"
  mkdir -p "$BINDINGS"
  module engine
  module ui --features ui
}

# What is generated from the rule table: the names in the extension's pages and the rules' documentation.
generated() {
  cargo build -q --bin newsglass
  mkdir -p target/generated/_locales/en
  target/debug/newsglass rules --messages >target/generated/_locales/en/messages.json
  target/debug/newsglass rules --markdown >target/generated/RULES.md
  cmp -s target/generated/RULES.md RULES.md || cp target/generated/RULES.md RULES.md
}

# Puts the modules that a browser needs into a folder.
place_modules() {
  local name
  for name in engine ui; do
    mkdir -p "$1/$name"
    cp "$BINDINGS/$name/$name.js" "$BINDINGS/$name/${name}_bg.wasm" "$1/$name/"
  done
}

# The extension for one browser, unpacked and as a zip.
extension() {
  local browser=$1 out="dist/$1" version=$2
  rm -rf "$out"
  mkdir -p "$out"
  cp -R extension/. "$out"
  find "$out" -name '*.d.ts' -delete
  mkdir -p "$out/_locales"
  cp -R target/generated/_locales/. "$out/_locales"
  place_modules "$out"
  node tools/manifest.mjs "$browser" "$version" <extension/manifest.json >"$out/manifest.json"
  zipped "$out" "dist/newsglass-$version-$browser.zip"
}

# A zip that is the same whenever its content is: sorted names, one fixed time, no owners.
zipped() {
  local folder=$1 archive="$PWD/$2"
  rm -f "$archive"
  find "$folder" -exec touch -h -d '2020-01-01T00:00:00Z' {} +
  (cd "$folder" && find . -type f | LC_ALL=C sort | TZ=UTC zip -q -X -D -9 "$archive" -@)
}

# The demo page: the same hands and modules, served from anywhere.
demo_page() {
  [ -d www ] || return 0
  rm -rf dist/www
  mkdir -p dist/www
  cp -R www/. dist/www
  cp -R extension/content extension/icons extension/ui.css extension/sample.js dist/www/
  find dist/www -name '*.d.ts' -delete
  place_modules dist/www
}

sizes() {
  say "Sizes in bytes, and gzipped"
  local file
  for file in dist/chrome/engine/engine_bg.wasm dist/chrome/ui/ui_bg.wasm dist/*.zip; do
    printf '%9d %9d  %s\n' "$(stat -c %s "$file")" "$(gzip -9 -c "$file" | wc -c)" "$file"
  done
  local size
  size=$(stat -c %s dist/chrome/engine/engine_bg.wasm)
  [ "$size" -le "$ENGINE_LIMIT" ] || fail "the engine is $size bytes, more than the $ENGINE_LIMIT that a visited page may be made to load"
}

crate_version() { sed -n '/^\[package\]/,/^\[/s/^version = "\(.*\)"$/\1/p' Cargo.toml; }

do_build() {
  need_zip
  modules
  say "The extension for Chromium and Firefox"
  generated
  mkdir -p dist
  rm -f dist/*.zip
  local version
  version=$(crate_version)
  extension chrome "$version"
  extension firefox "$version"
  demo_page
  sizes
}

# ------------------------------------------------------------------------------------------------------------------------- check

do_check() {
  need_rust
  need_npm
  say "Formatting"
  cargo fmt --all --check
  say "Clippy, warnings denied: native, then wasm32 without and with the extension's own pages"
  cargo clippy -q --workspace --all-targets -- -D warnings
  cargo clippy -q --target wasm32-unknown-unknown --lib -- -D warnings
  cargo clippy -q --target wasm32-unknown-unknown --lib --features ui -- -D warnings
  # The JavaScript is checked against the declarations that wasm-bindgen writes for the modules.
  modules
  say "Types of the JavaScript"
  tsc -p tsconfig.json
}

# -------------------------------------------------------------------------------------------------------------------------- test

# Native tests and the browsers, in the dev profile: it is optimised enough, and a release build would take longer than it saves.
do_test() {
  do_check
  need_chromium
  need_firefox
  do_build
  mkdir -p dist
  local log=dist/test.log status=0
  say "Tests: native, then the built extension in Chromium and Firefox"
  rm -rf dist/failures
  { cargo test --no-fail-fast -- "$@" && cargo test --no-fail-fast -p newsglass-browser-tests -- "$@"; } </dev/null 2>&1 |
    tee "$log" || status=$?
  say "What the runners said"
  grep -E '^ +(Running|Doc-tests)|^test result:|^error: [0-9]+ target|^test .* FAILED' "$log" || true
  [ "$status" = 0 ] || fail "tests failed; pictures of failed pages are in dist/failures"
  say "All tests passed"
}

do_demo() {
  local browser=chromium arg
  for arg in "$@"; do
    case "$arg" in
    --firefox) browser=firefox ;;
    --headed) ;;
    *) fail "demo knows --firefox and --headed, not $arg" ;;
    esac
  done
  if [ "$browser" = firefox ]; then need_firefox; else need_chromium; fi
  do_build
  say "The extension on the sample report"
  cargo run -q -p newsglass-browser-tests --bin demo -- "$@"
}

do_pictures() {
  need_chromium
  do_build
  say "The pictures in docs/"
  cargo run -q -p newsglass-browser-tests --bin pictures
}

do_bench() {
  need_rust
  say "The engine, natively: ratios within this run (lower is faster)"
  cargo bench -q --bench engine "$@"
}

do_package() {
  do_build
  local version
  version=$(crate_version)
  say "The source archive: the last commit, not what has changed since"
  git archive --format=zip --prefix="newsglass-$version/" -o "dist/newsglass-$version-source.zip" HEAD
  (cd dist && sha256sum ./*.zip)
}

command=${1:-help}
[ $# = 0 ] || shift
case "$command" in
build | demo | pictures | test | check | bench | package) "do_$command" "$@" ;;
help | --help | -h) usage ;;
*)
  usage >&2
  exit 2
  ;;
esac
