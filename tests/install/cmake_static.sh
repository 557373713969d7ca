# A client by find_package links dedupe::dedupe_static, and what that needs comes along.
TARGET=dedupe::dedupe_static sh "$HERE/cmake_client.sh"
if readelf -d build/example | grep NEEDED | grep -q libdedupe; then
    echo "the program needs the shared library" >&2
    exit 1
fi
