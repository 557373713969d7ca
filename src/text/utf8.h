/* One character of UTF-8 at a time. Overlong forms, surrogates and code points above U+10FFFF are invalid. */
#ifndef DD_TEXT_UTF8_H
#define DD_TEXT_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Decodes the character at the start of `room` bytes (at least 1). Returns its length, 1 to 4 bytes, or 0
 * (and leaves *code_point) if the first byte starts no valid character. */
static inline size_t dd_utf8_decode(const uint8_t *at, size_t room, uint32_t *code_point) {
    uint32_t lead = at[0];
    if (lead < 0x80) {
        *code_point = lead;
        return 1;
    }
    if (lead < 0xe0) {
        if (lead < 0xc2 || room < 2 || (at[1] & 0xc0) != 0x80) {
            return 0;
        }
        *code_point = (lead & 0x1f) << 6 | (at[1] & 0x3fU);
        return 2;
    }
    if (room < 3 || (at[1] & 0xc0) != 0x80 || (at[2] & 0xc0) != 0x80) {
        return 0;
    }
    uint32_t value = (lead & 0x0f) << 12 | (at[1] & 0x3fU) << 6 | (at[2] & 0x3fU);
    if (lead < 0xf0) {
        if (value < 0x800 || (value >= 0xd800 && value <= 0xdfff)) {
            return 0;
        }
        *code_point = value;
        return 3;
    }
    if (lead > 0xf4 || room < 4 || (at[3] & 0xc0) != 0x80) {
        return 0;
    }
    value = (lead & 0x07) << 18 | (at[1] & 0x3fU) << 12 | (at[2] & 0x3fU) << 6 | (at[3] & 0x3fU);
    if (value < 0x10000 || value > 0x10ffff) {
        return 0;
    }
    *code_point = value;
    return 4;
}

/* Decodes the character that ends just before text[at], at > 0. Returns its length or 0 as above. */
static inline size_t dd_utf8_decode_before(const uint8_t *text, size_t at, uint32_t *code_point) {
    size_t most = at < 4 ? at : 4;
    for (size_t length = 1; length <= most; length++) {
        if ((text[at - length] & 0xc0) != 0x80) {
            return dd_utf8_decode(text + at - length, length, code_point) == length ? length : 0;
        }
    }
    return 0;
}

/* Writes a valid code point as UTF-8 and returns its length; `out` has room for 4 bytes. */
static inline size_t dd_utf8_encode(uint32_t code_point, uint8_t *out) {
    if (code_point < 0x80) {
        out[0] = (uint8_t)code_point;
        return 1;
    }
    if (code_point < 0x800) {
        out[0] = (uint8_t)(0xc0 | code_point >> 6);
        out[1] = (uint8_t)(0x80 | (code_point & 0x3f));
        return 2;
    }
    if (code_point < 0x10000) {
        out[0] = (uint8_t)(0xe0 | code_point >> 12);
        out[1] = (uint8_t)(0x80 | (code_point >> 6 & 0x3f));
        out[2] = (uint8_t)(0x80 | (code_point & 0x3f));
        return 3;
    }
    out[0] = (uint8_t)(0xf0 | code_point >> 18);
    out[1] = (uint8_t)(0x80 | (code_point >> 12 & 0x3f));
    out[2] = (uint8_t)(0x80 | (code_point >> 6 & 0x3f));
    out[3] = (uint8_t)(0x80 | (code_point & 0x3f));
    return 4;
}

#endif
