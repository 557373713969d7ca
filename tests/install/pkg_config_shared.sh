# A client by pkg-config links the shared library and nothing of what that library needs.
flags=$(pkg-config --cflags --libs dedupe)
case "$flags" in
*xxhash* | *utf8proc*) echo "pkg-config shows a private library: $flags" >&2; exit 1 ;;
esac
# shellcheck disable=SC2086 # the flags are words
"$CC" -std=c11 -Wall -Wextra -Werror "$REPOSITORY/docs/example.c" $flags -Wl,-rpath,"$LIBRARIES" -o example
readelf -d example | grep NEEDED | grep -q 'libdedupe\.so\.[0-9]'
sh "$HERE/run_example.sh" "$PWD/example"
[ "$(pkg-config --modversion dedupe)" = "$("$PREFIX/bin/dedupe" --version | grep -o '[0-9][0-9.]*' | head -1)" ]
