# A client by pkg-config --static gets the library into the program. A copy of the archive
# stands in a folder without the shared library, which the linker would prefer.
cp "$LIBRARIES/libdedupe.a" .
flags=$(pkg-config --static --cflags --libs dedupe)
# shellcheck disable=SC2086 # the flags are words
"$CC" -std=c11 -Wall -Wextra -Werror "$REPOSITORY/docs/example.c" -L. $flags -o example
if readelf -d example | grep NEEDED | grep -q libdedupe; then
    echo "the program needs the shared library" >&2
    exit 1
fi
sh "$HERE/run_example.sh" "$PWD/example"
