#!/usr/bin/env bash
# Runs every test of the project and says at the end what held and what did not.
#
#   ./test.sh                   everything
#   ./test.sh rust              formatting, lints, documentation, Rust tests
#   ./test.sh site              public/ is what the build makes, and every build makes the same
#   ./test.sh browser           what a reader's browser makes of the sites
#   ./test.sh every             every page of the large site, where the above looks at a sample: takes an hour, and is in
#                               no other part
#
# Several parts can be named. What the tests need and is not there is installed by the system's package manager; each
# installation is announced. Exit code 0 when everything held.

set -u
cd "$(dirname "$0")" || exit 1

parts="${*:-rust site browser}"
for part in $parts; do
    case "$part" in
        rust | site | browser | every) ;;
        *)
            echo "usage: $0 [rust] [site] [browser] [every]" >&2
            exit 2
            ;;
    esac
done

work="$(mktemp -d "${TMPDIR:-/tmp}/dateline-test.XXXXXX")" || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
report="$work/report"
: >"$report"
failed=0

# step NAME COMMAND…: runs the command, notes how it went, and goes on.
step() {
    local name="$1" start=$SECONDS
    shift
    printf '\n== %s\n' "$name"
    if "$@"; then
        printf 'ok      %4ds  %s\n' $((SECONDS - start)) "$name" >>"$report"
    else
        printf 'FAILED  %4ds  %s\n' $((SECONDS - start)) "$name" >>"$report"
        failed=1
        return 1
    fi
}

# not_run REASON NAME…: a check that could not be made is a failure, never a silence.
not_run() {
    local reason="$1" name
    shift
    for name in "$@"; do
        printf 'NOT RUN        %s (%s)\n' "$name" "$reason" >>"$report"
    done
    failed=1
}

has() { command -v "$1" >/dev/null 2>&1; }

# --- What the tests need ---------------------------------------------------------------------------------------------

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif has sudo; then
        sudo "$@"
    else
        echo "This needs root and there is no sudo: $*" >&2
        return 1
    fi
}

# install WHAT APT DNF BREW: WHAT is for the reader, the others name the packages of each manager.
install() {
    install_with_manager "$@" && return
    echo "$1 could not be installed: please install it yourself and run this again." >&2
    return 1
}

install_with_manager() {
    echo "$1 is missing; installing it."
    if has apt-get; then
        as_root apt-get update -q || echo "The package lists could not be brought up to date; trying with the old ones."
        # shellcheck disable=SC2086 # package names, split on purpose
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $2
    elif has dnf; then
        # shellcheck disable=SC2086
        as_root dnf install -y -q $3
    elif has brew; then
        # shellcheck disable=SC2086
        brew install --quiet $4
    else
        echo "There is no apt-get, dnf or brew here." >&2
        return 1
    fi
}

chromium_path() {
    local name
    if [ -n "${CHROMIUM:-}" ]; then
        echo "$CHROMIUM"
        return
    fi
    for name in chromium chromium-browser google-chrome google-chrome-stable \
        "/Applications/Chromium.app/Contents/MacOS/Chromium" \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
        command -v "$name" && return
    done
    return 1
}

need_chromium() {
    chromium_path >/dev/null || install "Chromium" chromium chromium "--cask chromium" || return 1
    chromium_path >/dev/null || {
        echo "Chromium is still not found; name its program in CHROMIUM." >&2
        return 1
    }
    CHROMIUM="$(chromium_path)"
    export CHROMIUM
    echo "Chromium: $CHROMIUM"
}

# Where the system's packages have no Firefox the checks in it are not run, and their report says so.
look_for_firefox() {
    if ! has firefox-esr && ! has firefox && has apt-get; then
        install "Firefox" firefox-esr firefox "--cask firefox" || echo "No Firefox here: what it would make of the site is not checked."
    fi
    return 0
}

need_java() {
    # On some systems `java` is there and only says that Java is not.
    java -version >/dev/null 2>&1 ||
        install "Java (for the Nu HTML checker)" default-jre-headless java-latest-openjdk-headless openjdk || return 1
    java -version 2>&1 | head -n 1
}

need_node() {
    if ! has node || ! has npm; then
        install "Node with npm" "nodejs npm" "nodejs npm" node || return 1
    fi
    node -e 'const [major, minor] = process.versions.node.split(".").map(Number); process.exit(major > 18 || (major === 18 && minor >= 19) ? 0 : 1)' || {
        echo "Node $(node --version) is too old: version 18.19 or newer is needed." >&2
        return 1
    }
    echo "Node: $(node --version)"
}

need_node_packages() {
    local stamp="tests/browser/node_modules/.dateline-lock"
    if [ -f "$stamp" ] && cmp -s tests/browser/package-lock.json "$stamp"; then
        echo "Node packages: as locked"
        return
    fi
    echo "The Node packages of tests/browser are missing or other than locked; installing them with npm ci."
    npm ci --prefix tests/browser --no-audit --no-fund && cp tests/browser/package-lock.json "$stamp"
}

need_rust() {
    has cargo || {
        echo "There is no cargo: install the Rust toolchain first." >&2
        return 1
    }
    local part
    for part in fmt clippy; do
        if ! cargo "$part" --version >/dev/null 2>&1; then
            echo "cargo $part is missing; adding it with rustup."
            rustup component add "$([ "$part" = fmt ] && echo rustfmt || echo clippy)" || return 1
        fi
    done
    rustc --version
}

# --- The checks ------------------------------------------------------------------------------------------------------

doc() { RUSTDOCFLAGS="-D warnings" cargo doc --quiet --no-deps --document-private-items; }

# copy_root FROM TO: what a build reads, and nothing else.
copy_root() {
    local name
    mkdir -p "$2"
    for name in seeds content templates; do
        [ ! -d "$1/$name" ] || cp -R "$1/$name" "$2/$name" || return 1
    done
}

build_site() { "$dateline" build --root "$1"; }

same_as_public() {
    copy_root . "$work/plain" && build_site "$work/plain" && diff -r public "$work/plain/public" && return
    echo "public/ is not what the build makes: run cargo run --release and commit public/." >&2
    return 1
}

same_anywhere() {
    local other="$work/an other folder/with ünusual name"
    copy_root . "$other" &&
        env TZ=Pacific/Kiritimati LC_ALL=tr_TR.UTF-8 "$dateline" build --root "$other" --jobs 1 &&
        diff -r "$work/plain/public" "$other/public"
}

# The project's own site, the small made-up ones, and a made-up one of 300 sources, hostile ones among them.
build_sites() {
    local site
    mkdir -p "$work/sites"
    copy_root . "$work/sites/own" && "$dateline" build --root "$work/sites/own" --single-file || return 1
    for site in tests/sites/*/; do
        site="$(basename "$site")"
        copy_root "tests/sites/$site" "$work/sites/$site" && "$dateline" build --root "$work/sites/$site" --single-file || return 1
    done
    node tests/browser/lib/crowd.mjs "$work/sites/crowd" && "$dateline" build --root "$work/sites/crowd" >"$work/crowd.log" || {
        cat "$work/crowd.log"
        return 1
    }
}

no_registry_host() {
    if grep -n '"resolved"' tests/browser/package-lock.json; then
        echo "The lock file names the host that its packages came from." >&2
        return 1
    fi
}

every_page() { (cd tests/browser && SITES_DIR="$work/sites" EVERY_PAGE=1 node --test --test-reporter=spec sites_large.test.mjs); }

browser_tests() { (cd tests/browser && SITES_DIR="$work/sites" node --test --test-concurrency=2 --test-reporter=spec); }

# --- The parts -------------------------------------------------------------------------------------------------------

part_rust() {
    step "format" cargo fmt --all --check
    step "lints" cargo clippy --quiet --all-targets -- -D warnings
    step "documentation" doc
    step "Rust tests: unit, golden, command line" cargo test --quiet --no-fail-fast
}

part_site() {
    if step "public/ is what the build makes" same_as_public || [ -d "$work/plain/public" ]; then
        step "the same bytes in another folder, zone, locale, on one thread" same_anywhere
    else
        not_run "there is no build to compare with" "the same bytes in another folder, zone, locale, on one thread"
    fi
}

# in_browser NAME COMMAND: the command, once the sites and all that looks at them are there.
in_browser() {
    step "lock file names no host" no_registry_host
    step "Chromium is there" need_chromium &&
        step "Firefox is looked for" look_for_firefox &&
        step "Java is there" need_java &&
        step "Node is there" need_node &&
        step "Node packages are there" need_node_packages &&
        step "sites to look at" build_sites &&
        step "$@" && return
    grep -q "$1\$" "$report" || not_run "see above" "$1"
}

part_browser() { in_browser "browser tests" browser_tests; }

part_every() { in_browser "every page of the large site" every_page; }

finish() {
    printf '\n== Report\n'
    cat "$report"
    if [ "$failed" -eq 0 ]; then echo "Everything held."; else echo "Something did not hold."; fi
    exit "$failed"
}

step "Rust is there" need_rust || {
    # shellcheck disable=SC2086
    not_run "no Rust toolchain" $parts
    finish
}
case " $parts " in *" rust "*) part_rust ;; esac
case " $parts " in
    *" site "* | *" browser "* | *" every "*)
        if step "release build" cargo build --quiet --release --locked; then
            dateline="$PWD/${CARGO_TARGET_DIR:-target}/release/dateline"
            case "${CARGO_TARGET_DIR:-}" in /*) dateline="$CARGO_TARGET_DIR/release/dateline" ;; esac
            case " $parts " in *" site "*) part_site ;; esac
            case " $parts " in *" browser "*) part_browser ;; esac
            case " $parts " in *" every "*) part_every ;; esac
        else
            # shellcheck disable=SC2086
            not_run "no release build" ${parts#rust}
        fi
        ;;
esac
finish
