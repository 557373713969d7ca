# Builds and runs the example as a CMake project of its own, linked with $TARGET.
set -eu
version=$(sed -n 's/^#define DEDUPE_VERSION "\(.*\)"/\1/p' "$PREFIX/include/dedupe/dedupe.h")
cat >CMakeLists.txt <<PROJECT
cmake_minimum_required(VERSION 3.25)
project(client LANGUAGES C)
find_package(dedupe $version EXACT REQUIRED COMPONENTS shared static)
add_executable(example $REPOSITORY/docs/example.c)
target_link_libraries(example PRIVATE $TARGET)
PROJECT
"$CMAKE" -S . -B build -G Ninja -DCMAKE_C_COMPILER="$CC" -DCMAKE_PREFIX_PATH="$PREFIX"
"$CMAKE" --build build
sh "$HERE/run_example.sh" "$PWD/build/example"
