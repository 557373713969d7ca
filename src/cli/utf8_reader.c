/* UTF-8 decoding: see utf8_reader.h. */
#include "utf8_reader.h"

/* How many bytes follow this first byte, and the lowest value that length may hold; -1: none starts so. */
static int following_bytes(unsigned char first, uint32_t *lowest) {
    if (first >= 0xC2 && first <= 0xDF) {
        *lowest = 0x80;
        return 1;
    }
    if (first >= 0xE0 && first <= 0xEF) {
        *lowest = 0x800;
        return 2;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        *lowest = 0x10000;
        return 3;
    }
    return -1;
}

size_t cli_utf8_cut(const char *bytes, size_t length, size_t most) {
    if (length <= most)
        return length;
    while (most > 0 && ((unsigned char)bytes[most] & 0xC0) == 0x80)
        most--;
    return most;
}

uint32_t cli_utf8_next(const char *bytes, size_t length, size_t *used) {
    unsigned char first = (unsigned char)bytes[0];
    uint32_t lowest = 0;
    *used = 1;
    if (first < 0x80)
        return first;
    int following = following_bytes(first, &lowest);
    if (following < 0 || (size_t)following >= length)
        return CLI_UTF8_INVALID;
    uint32_t value = first & (0x3Fu >> following);
    for (int i = 1; i <= following; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        if ((byte & 0xC0) != 0x80)
            return CLI_UTF8_INVALID;
        value = value << 6 | (byte & 0x3Fu);
    }
    if (value < lowest || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
        return CLI_UTF8_INVALID;
    *used = (size_t)following + 1;
    return value;
}
