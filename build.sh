#!/usr/bin/env bash
# One entry to everything that is built, run or checked here. `./build.sh` alone says what there is.
set -euo pipefail
cd "$(dirname "$0")"

readonly TOOLS="$PWD/.tools"
readonly GECKODRIVER_VERSION=0.37.1
# What a visited page may load is 700 KB after gzip, scripts (some 33 KB) included; the engine has what is left, with some room.
readonly ENGINE_LIMIT=$((660 * 1024))
readonly BINDINGS=target/bindings
readonly NATIVE="$PWD/target/benches"
export PATH="$TOOLS/bin:$PWD/node_modules/.bin:$PATH"
# No folder of this machine stands in a module: two builds in different places are the same to the byte.
# SIMD is older than the oldest browsers that the manifest admits; the engine's sums are integers, so the findings stay the native ones.
# Functions are taken into others a third as readily as level 2 would: 50 KB less under gzip and nearly as fast.
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="-C target-feature=+simd128 -C llvm-args=-inline-threshold=80 --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=cargo --remap-path-prefix=$PWD=newsglass"

usage() {
  cat <<'EOF'
./build.sh build                        both packages, unpacked in dist/chrome and dist/firefox and as zips; the demo page in dist/www
./build.sh demo [--firefox] [--headed]  runs the built extension on the sample report, prints what it found, leaves a picture in dist/
./build.sh test [FILTER]                check, build, native tests, then the extension in Chromium and Firefox; FILTER picks native and browser tests by name
./build.sh check                        formatting, clippy with warnings denied (native and wasm32), types of the JavaScript
./build.sh pictures                     the pictures in docs/, made anew by the built extension in Chromium
./build.sh pages DIR [--browser NAME]   saved pages (.html, .html.gz) in Chromium and Firefox: is each what it was, read and afterwards? --each N: every Nth; --costs: time and memory; --throttle N: a slower processor
./build.sh bench [--quick]              time, growth, size and memory beside other libraries in the same engine, as ratios; writes docs/BENCHMARKS.md
./build.sh fuzz [SECONDS [TARGET]]      looks for inputs that break or slow the readers of bytes, 1200 seconds a target; each test run has a short one
./build.sh package                      the zips and the source archive that go to the stores, linted, with their checksums
./build.sh reproducible                 package, then builds the source archive in another folder: the same bytes?
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

# The browsers in the languages of the extension, for the tests: Debian has them in packages of their own.
need_languages() {
  local folder tag missing=()
  for folder in extension/_locales/*/; do
    tag=$(basename "$folder" | tr _ -)
    [ -n "${CHROMIUM:-}" ] || [ -e "/usr/lib/chromium/locales/$tag.pak" ] || missing+=(chromium-l10n)
    [ -n "${FIREFOX:-}" ] || [ -e "/usr/lib/firefox-esr/browser/extensions/langpack-$tag@firefox-esr.mozilla.org.xpi" ] ||
      missing+=("firefox-esr-l10n-${tag,,}")
  done
  [ ${#missing[@]} = 0 ] || packages "${missing[@]}"
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
  # What is called in one place only stays a function of its own where it is long: V8 does not allot registers well in the largest ones.
  wasm-opt -O3 --one-caller-inline-max-function-size 20 --enable-simd --enable-bulk-memory --enable-nontrapping-float-to-int \
    --enable-sign-ext --enable-mutable-globals --enable-reference-types --enable-multivalue "$out/${name}_bg.wasm" -o "$out/${name}_bg.wasm"
  cp "$raw" "$out.wasm"
}

engine_module() {
  need_rust
  need_wasm_bindgen
  need_npm
  mkdir -p "$BINDINGS"
  module engine
  # Content scripts are no modules: the same glue as a script that may be injected again.
  local classic="$BINDINGS/classic"
  [ -e "$BINDINGS/engine/injected.js" ] && return
  wasm-bindgen --target no-modules --no-typescript --out-dir "$classic" --out-name engine "$BINDINGS/engine.wasm"
  # Firefox hands a script's last value to whoever injected it, and refuses functions.
  sed '1s/^let wasm_bindgen = /(globalThis.newsglass ??= {}).engine ??= /; $s/$/\nvoid 0;/' "$classic/engine.js" >"$BINDINGS/engine/injected.js"
  grep -q '^(globalThis.newsglass' "$BINDINGS/engine/injected.js" || fail "wasm-bindgen's glue begins otherwise than build.sh expects"
}

modules() {
  say "WebAssembly: the engine, for pages and the background, and the extension's own pages"
  engine_module
  module ui --features ui
}

# What is generated from the rule table: the names in the extension's pages and the rules' documentation.
generated() {
  cargo build -q --bin newsglass
  mkdir -p target/generated/_locales/en
  target/debug/newsglass rules --messages >target/generated/_locales/en/messages.json
  target/debug/newsglass rules --markdown >target/generated/RULES.md
  cmp -s target/generated/RULES.md RULES.md || cp target/generated/RULES.md RULES.md
  cargo metadata --format-version 1 --locked --filter-platform wasm32-unknown-unknown --features ui |
    node tools/third-party.mjs >target/generated/THIRD-PARTY.txt
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
  cp "$BINDINGS/engine/injected.js" "$out/engine/"
  cp target/generated/THIRD-PARTY.txt LICENSE-MIT LICENSE-APACHE PRIVACY.md "$out"
  node tools/manifest.mjs "$browser" "$version" <extension/manifest.json >"$out/manifest.json"
  zipped "$out" "dist/newsglass-$version-$browser.zip"
}

# A zip that is the same whenever its content is: sorted names, one fixed time, no owners, one set of permissions.
zipped() {
  local folder=$1 archive="$PWD/$2"
  rm -f "$archive"
  find "$folder" -type f -exec chmod 644 {} +
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
  size=$(gzip -9 -c dist/chrome/engine/engine_bg.wasm | wc -c)
  [ "$size" -le "$ENGINE_LIMIT" ] || fail "the engine is $size bytes gzipped, more than the $ENGINE_LIMIT that a visited page may be made to load"
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
  need_languages
  do_build
  mkdir -p dist
  local log=dist/test.log status=0
  say "Tests: native, then the built extension in Chromium and Firefox"
  rm -rf dist/failures
  export NEWSGLASS_BUILT=1
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
  need_languages
  do_build
  say "The pictures in docs/"
  cargo run -q -p newsglass-browser-tests --bin pictures
}

# Pages are never fetched: what they would load stays away, and the browsers' network ends at this machine.
do_pages() {
  [ -d "${1:-}" ] || fail "pages needs a folder with saved pages"
  need_chromium
  need_firefox
  do_build
  say "The extension on the pages in $1"
  cargo run -q -p newsglass-browser-tests --bin pages -- "$@"
}

# The libraries that the bench measures beside us, as benches/peers/package-lock.json pins them. No other command needs them.
need_peers() {
  local folder=benches/peers
  cmp -s "$folder/package-lock.json" "$folder/node_modules/.installed-lock" && return
  say "Installing the peers of the bench into $folder"
  npm ci --prefix "$folder" --no-fund --no-audit --loglevel=error </dev/null
  cp "$folder/package-lock.json" "$folder/node_modules/.installed-lock"
}

# What the figures were measured on.
machine() {
  local model memory
  model=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -1)
  memory=$(awk '/^MemTotal/ { printf "%.0f GiB", $2 / 1048576 }' /proc/meminfo 2>/dev/null)
  printf '%s, %s cores, %s, %s' "${model:-$(uname -m)}" "$(getconf _NPROCESSORS_ONLN)" "$memory" "$(uname -sr)"
}

# The native benches are a workspace of their own in benches/native: native COMMAND [cargo's flags...].
native() {
  local command=$1
  shift
  cargo "$command" -q --locked --manifest-path benches/native/Cargo.toml --target-dir "$NATIVE" "$@"
}

# One run, one table: docs/BENCHMARKS.md; PAGES=DIR reads saved pages instead of generated ones. With --quick it is only printed.
do_bench() {
  do_build
  need_peers
  need_chromium
  need_firefox
  local out=docs/BENCHMARKS.md tabs=1,10,50
  [ "${1:-}" != --quick ] || { out=/dev/stdout tabs=1,10; }
  say "The engine beside its peers: in Node, in Chromium and Firefox, natively"
  {
    cat benches/peers/HEAD.md
    printf '\nMachine: %s. Load when it began: %s.\n' "$(machine)" "$(cut -d' ' -f1-3 /proc/loadavg 2>/dev/null)"
    printf '\n## The engine in V8, beside its peers\n\n'
    node --disable-warning=MODULE_TYPELESS_PACKAGE_JSON benches/peers/bench.mjs "$@"
    printf '\n## Page work in browsers, beside mark.js\n\n'
    node benches/peers/browsers.mjs
    printf '\n## The extension in browsers\n\n'
    cargo run -q -p newsglass-browser-tests --bin memory -- --tabs "$tabs"
    printf '\n## Own words\n\n'
    node --disable-warning=MODULE_TYPELESS_PACKAGE_JSON benches/peers/own.mjs "$@"
    printf '\n## The engine natively\n\n'
    CRITERION_HOME="$NATIVE/criterion" native bench --bench engine >&2
    node benches/native/ratios.mjs "$NATIVE/criterion"
    printf '\n## Reading pages natively\n\n'
    native build --release --bin pages
    node benches/peers/pages.mjs "$NATIVE/release/pages" ${PAGES:+"$PAGES"}
  } >target/bench.md
  cat target/bench.md >"$out"
  [ "$out" = /dev/stdout ] || say "Written to $out"
}

# libFuzzer on the targets of fuzz/, by stable Rust: the coverage that it steers by is the compiler's own. New inputs stay in target/fuzz.
do_fuzz() {
  need_rust
  has c++ || packages g++
  local seconds=${1:-1200} target targets=${2:-"analyse page stream settings own lines"} host out=target/fuzz
  host=$(rustc -vV | sed -n 's/^host: //p')
  say "The fuzz targets"
  (
    cd fuzz
    RUSTFLAGS="--cfg fuzzing -Ccodegen-units=1 -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
-Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares" \
      cargo build -q --release --target "$host" --target-dir "../$out"
  )
  for target in $targets; do
    say "Fuzzing $target for $seconds seconds"
    mkdir -p "$out/corpus/$target" "$out/found"
    local dictionary=()
    [ ! -f "fuzz/$target.dict" ] || dictionary=("-dict=fuzz/$target.dict")
    # Inputs of 20 KB at most take some milliseconds; the clock runs on while a busy machine does other things, so only seconds count as slow.
    "$out/$host/release/$target" "$out/corpus/$target" "fuzz/corpus/$target" "${dictionary[@]}" -max_total_time="$seconds" -timeout=10 \
      -report_slow_units=5 -max_len=20000 -rss_limit_mb=2048 -artifact_prefix="$out/found/$target-" -print_final_stats=1 2>&1 |
      tee "$out/$target.log" | grep -E 'SUMMARY|Slowest|stat::|panicked|ALARM|Test unit written' || true
    ! ls "$out/found/$target-"* >/dev/null 2>&1 || fail "see $out/found and $out/$target.log"
  done
}

# The stores' linter, as tools/store/package-lock.json pins it.
need_linter() {
  local folder=tools/store
  cmp -s "$folder/package-lock.json" "$folder/node_modules/.installed-lock" && return
  say "Installing web-ext into $folder"
  npm ci --prefix "$folder" --ignore-scripts --no-fund --no-audit --loglevel=error </dev/null
  cp "$folder/package-lock.json" "$folder/node_modules/.installed-lock"
}

do_package() {
  [ -z "$(git status --porcelain)" ] || fail "there are changes that are not committed: the source archive would not be what was built"
  do_build
  need_linter
  say "What Firefox's store says of the package"
  tools/store/node_modules/.bin/web-ext lint --no-config-discovery --source-dir dist/firefox --output json |
    node tools/store/lint.mjs
  say "The source archive: the last commit"
  TZ=UTC git archive --format=zip --prefix="newsglass-$(crate_version)/" -o "dist/newsglass-$(crate_version)-source.zip" HEAD
  (cd dist && sha256sum ./*.zip)
}

# What a reviewer does: the source archive, unpacked in a folder of another name and depth, gives the same packages.
do_reproducible() {
  do_package
  has unzip || packages unzip
  local version elsewhere status=0 archive
  version=$(crate_version)
  elsewhere=$(mktemp -d)/another/place
  mkdir -p "$elsewhere"
  say "Building the source archive in $elsewhere"
  unzip -q "dist/newsglass-$version-source.zip" -d "$elsewhere"
  # The tools are the same pinned ones; all else is made again.
  cp -R .tools node_modules "$elsewhere/newsglass-$version/"
  (umask 077 && "$elsewhere/newsglass-$version/build.sh" build)
  say "The same bytes?"
  for archive in "newsglass-$version-chrome.zip" "newsglass-$version-firefox.zip"; do
    cmp "dist/$archive" "$elsewhere/newsglass-$version/dist/$archive" && printf 'the same: %s\n' "$archive" || status=1
  done
  rm -rf "${elsewhere%/another/place}"
  [ "$status" = 0 ] || fail "another folder gives other bytes"
}

command=${1:-help}
[ $# = 0 ] || shift
case "$command" in
build | demo | pages | pictures | test | check | bench | fuzz | package | reproducible) "do_$command" "$@" ;;
help | --help | -h) usage ;;
*)
  usage >&2
  exit 2
  ;;
esac
