#!/usr/bin/env bash
# Runs the fuzzers, each for a bounded time, one after the other.
#
#   tests/fuzz/run.sh                     each for 60 seconds
#   tests/fuzz/run.sh 3600                each for an hour
#   tests/fuzz/run.sh 600 time pages      these two, each for ten minutes
#
# Needs cargo-fuzz (`cargo install cargo-fuzz --locked`) and the stable toolchain. Begins with the inputs of
# corpora/TARGET and leaves new ones in target/fuzz/corpora/TARGET below the project, where a later run takes them up.
# Exit code 0 when nothing was found; what was found stands in target/fuzz/found/TARGET, and an input mended for is worth a
# place in corpora/TARGET, where `cargo test --test fuzz` reads it for ever.

set -u
cd "$(dirname "$0")/../.." || exit 1

seconds="${1:-60}"
[ "$#" -eq 0 ] || shift
targets="${*:-article time statements pages front_matter whole_build}"
export CARGO_TARGET_DIR="$PWD/target/fuzz"
# The whole build writes a site for each input: in memory, where the system has a place for that.
[ -n "${TMPDIR:-}" ] || [ ! -w /dev/shm ] || export TMPDIR=/dev/shm
failed=0
for target in $targets; do
    new="target/fuzz/corpora/$target" found="target/fuzz/found/$target" dictionary="tests/fuzz/dictionaries/$target.dict"
    mkdir -p "$new" "$found"
    options=("-max_total_time=$seconds" -max_len=4096 -timeout=10 -rss_limit_mb=2048 -print_final_stats=1
        "-artifact_prefix=$found/")
    [ ! -f "$dictionary" ] || options+=("-dict=$dictionary")
    printf '\n== %s, %s seconds\n' "$target" "$seconds"
    # Without a sanitizer: the project has no unsafe code, and so the stable toolchain will do.
    cargo fuzz run --fuzz-dir tests/fuzz --sanitizer none "$target" "$new" "tests/fuzz/corpora/$target" -- "${options[@]}" ||
        failed=1
done
exit "$failed"
