/* Whether bytes are UTF-8, with the vector instructions that the machine has: see utf8_reader.h. */
#include "utf8_reader.h"

#include <simdjson.h>

bool cli_utf8_valid(const char *bytes, size_t length) {
    return length == 0 || simdjson::validate_utf8(bytes, length);
}
