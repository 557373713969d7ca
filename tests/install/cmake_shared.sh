# A client by find_package links dedupe::dedupe, the shared library.
TARGET=dedupe::dedupe sh "$HERE/cmake_client.sh"
readelf -d build/example | grep NEEDED | grep -q 'libdedupe\.so\.[0-9]'
