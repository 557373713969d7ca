/* Sizes in bytes: see size.h. */
#include "size.h"

#include <inttypes.h>
#include <stddef.h>
#include <string.h>

static const char units[] = "KMGT";

bool cli_size_parse(const char *value, uint64_t *bytes) {
    uint64_t number = 0;
    const char *at = value;
    while (*at >= '0' && *at <= '9') {
        if (number > UINT64_MAX / 1000)
            return false;
        number = number * 10 + (uint64_t)(*at++ - '0');
    }
    if (at == value || number == 0)
        return false;
    if (*at != '\0') {
        char letter = *at >= 'a' && *at <= 'z' ? (char)(*at - 'a' + 'A') : *at;
        const char *unit = strchr(units, letter);
        if (unit == NULL || at[1] != '\0')
            return false;
        unsigned shift = 10 * ((unsigned)(unit - units) + 1);
        if (number > UINT64_MAX >> shift)
            return false;
        number <<= shift;
    }
    *bytes = number;
    return true;
}

void cli_size_add(cli_text_buffer *out, uint64_t bytes) {
    size_t unit = 0;
    while (unit < sizeof units - 1 && bytes > 0 && bytes % 1024 == 0) {
        bytes /= 1024;
        unit++;
    }
    if (unit == 0)
        cli_text_buffer_add(out, "%" PRIu64 " byte%s", bytes, bytes == 1 ? "" : "s");
    else
        cli_text_buffer_add(out, "%" PRIu64 " %ciB", bytes, units[unit - 1]);
}
