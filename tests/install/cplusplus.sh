# The header is C++ too: its functions keep their C names.
cat >client.cpp <<'SOURCE'
#include <dedupe/dedupe.h>
#include <cstring>
int main() {
    dedupe_signature signature;
    const char text[] = "The harbour was closed for a second day on Monday.";
    dedupe_status status = dedupe_signature_compute(text, sizeof text - 1, 0, &signature, nullptr);
    return status == DEDUPE_OK && dedupe_signature_resemblance(&signature, &signature) == 1.0 &&
                   std::strcmp(dedupe_version(), DEDUPE_VERSION) == 0
               ? 0
               : 1;
}
SOURCE
# shellcheck disable=SC2046 # the flags are words
"$CXX" -std=c++11 -Wall -Wextra -Werror client.cpp $(pkg-config --cflags --libs dedupe) \
    -Wl,-rpath,"$LIBRARIES" -o client
./client
