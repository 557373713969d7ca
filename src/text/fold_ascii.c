/*
 * ASCII: plain blocks of 16 to 64 bytes by vectors (fold_wide.c, fold_vector.c) or of 8 bytes without: one
 * look-up a byte, every letter stored, the count advanced only past those that stay, so there is no branch a
 * letter. Blocks with something rarer (a point or comma behind a digit, the end of the ASCII) go byte by
 * byte. About 0.5 ns a byte without vectors.
 */
#include "text/character.h"
#include "text/fold_masks.h"
#include "text/fold_state.h"
#include "text/fold_vector.h"
#include "text/fold_wide.h"
#include "text/utf8.h"

#include <string.h>

enum {
    LAKH_GROUPS = 6
}; /* of one number, behind its first digits: a text may be nothing but digits and commas */

#define EACH_BYTE(value) (UINT64_C(0x0101010101010101) * (value))

/* The letter of each ASCII byte; 0 for none. */
static const uint8_t ascii_letter[128] = {
    ['0'] = '0', ['1'] = '1', ['2'] = '2', ['3'] = '3', ['4'] = '4', ['5'] = '5', ['6'] = '6', ['7'] = '7',
    ['8'] = '8', ['9'] = '9', ['a'] = 'a', ['b'] = 'b', ['c'] = 'c', ['d'] = 'd', ['e'] = 'e', ['f'] = 'f',
    ['g'] = 'g', ['h'] = 'h', ['i'] = 'i', ['j'] = 'j', ['k'] = 'k', ['l'] = 'l', ['m'] = 'm', ['n'] = 'n',
    ['o'] = 'o', ['p'] = 'p', ['q'] = 'q', ['r'] = 'r', ['s'] = 's', ['t'] = 't', ['u'] = 'u', ['v'] = 'v',
    ['w'] = 'w', ['x'] = 'x', ['y'] = 'y', ['z'] = 'z', ['A'] = 'a', ['B'] = 'b', ['C'] = 'c', ['D'] = 'd',
    ['E'] = 'e', ['F'] = 'f', ['G'] = 'g', ['H'] = 'h', ['I'] = 'i', ['J'] = 'j', ['K'] = 'k', ['L'] = 'l',
    ['M'] = 'm', ['N'] = 'n', ['O'] = 'o', ['P'] = 'p', ['Q'] = 'q', ['R'] = 'r', ['S'] = 's', ['T'] = 't',
    ['U'] = 'u', ['V'] = 'v', ['W'] = 'w', ['X'] = 'x', ['Y'] = 'y', ['Z'] = 'z',
};

/* Bytes of the digit at text[at], 0 for none. */
static size_t digit_length(const dd_fold *fold, size_t at) {
    if (at >= fold->length) {
        return 0;
    }
    uint32_t code_point = 0;
    size_t bytes = dd_utf8_decode(fold->text + at, fold->length - at, &code_point);
    return bytes > 0 && dd_character_digit(code_point) >= 0 ? bytes : 0;
}

/* Digits at text[*at], `most` at most; *at moves behind them. */
static size_t count_digits(const dd_fold *fold, size_t *at, size_t most) {
    size_t digits = 0;
    for (size_t bytes; digits < most && (bytes = digit_length(fold, *at)) > 0; digits++) {
        *at += bytes;
    }
    return digits;
}

/* Whether the two digits behind a comma, which end at `at`, are of a number in lakhs, "12,34,567": then
 * commas with two digits may follow, and one with three does. */
static bool is_lakh_group(const dd_fold *fold, size_t at) {
    size_t digits = 2;
    for (size_t groups = 1; groups < LAKH_GROUPS && digits == 2 && at < fold->length && fold->text[at] == ',';
         groups++) {
        at++;
        digits = count_digits(fold, &at, 4);
    }
    return digits == 3;
}

bool dd_fold_is_decimal_sign(const dd_fold *fold, size_t at, size_t bytes) {
    uint32_t before = 0;
    if (at == 0 || dd_utf8_decode_before(fold->text, at, &before) == 0 || dd_character_digit(before) < 0) {
        return false;
    }
    const bool may_be_lakh = bytes == 1 && fold->text[at] == ',';
    at += bytes;
    const size_t digits = count_digits(fold, &at, 4);
    return digits > 0 && digits != 3 && !(digits == 2 && may_be_lakh && is_lakh_group(fold, at));
}

/* In the high bit of each byte: whether that ASCII byte is less than `limit` (at most 0x80). */
static inline uint64_t bytes_below(uint64_t word, unsigned limit) {
    return ~(word + EACH_BYTE(UINT64_C(0x80) - limit)) & EACH_BYTE(UINT64_C(0x80));
}

/* Whether the 8 bytes `word`, with `before` the 8 bytes from one earlier, need a look at each: some are not
 * ASCII, or a point or comma follows a digit. */
static inline bool is_special(uint64_t word, uint64_t before) {
    if (((word | before) & EACH_BYTE(UINT64_C(0x80))) != 0) {
        return true;
    }
    /* '.' and ',' differ in one bit. */
    uint64_t sign = bytes_below((word & EACH_BYTE(UINT64_C(0x7d))) ^ EACH_BYTE(UINT64_C(0x2c)), 1);
    uint64_t digit = bytes_below(before ^ EACH_BYTE(UINT64_C(0x30)), 10);
    return (sign & digit) != 0;
}

static inline bool is_control(uint8_t byte) {
    return (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\f' && byte != '\r') || byte == 0x7f;
}

/* Control characters in 8 ASCII bytes, most often none. */
static inline size_t count_controls(const uint8_t *bytes, uint64_t word) {
    uint64_t low = bytes_below(word, 0x20);
    uint64_t delete = bytes_below(word ^ EACH_BYTE(UINT64_C(0x7f)), 1);
    size_t count = 0;
    if ((low | delete) != 0) {
        for (size_t i = 0; i < 8; i++) {
            count += is_control(bytes[i]);
        }
    }
    return count;
}

/* Folds the ASCII byte at fold->at. */
static inline void fold_ascii_byte(dd_fold *fold, bool want_offsets) {
    uint8_t byte = fold->text[fold->at];
    uint8_t letter = ascii_letter[byte];
    if ((byte == '.' || byte == ',') && dd_fold_is_decimal_sign(fold, fold->at, 1)) {
        letter = '.';
    }
    fold->letter[fold->count] = letter;
    if (want_offsets) {
        fold->offset[fold->count] = (uint32_t)fold->at;
    }
    fold->count += letter != 0;
    fold->control_bytes += is_control(byte);
    fold->at++;
}

/* Folds blocks of 8 bytes while they are plain; fold->at > 0. */
static inline void fold_ascii_blocks(dd_fold *fold, bool want_offsets) {
    const uint8_t *text = fold->text;
    uint8_t *letter = fold->letter;
    uint32_t *offset = fold->offset;
    size_t at = fold->at;
    size_t count = fold->count;
    size_t control_bytes = fold->control_bytes;
    for (size_t end = fold->length; end - at >= 8; at += 8) {
        uint64_t word;
        uint64_t before;
        memcpy(&word, text + at, sizeof word);
        memcpy(&before, text + at - 1, sizeof before);
        if (is_special(word, before)) {
            break;
        }
        control_bytes += count_controls(text + at, word);
#pragma GCC unroll 8
        for (size_t i = 0; i < 8; i++) {
            uint8_t value = ascii_letter[text[at + i]];
            letter[count] = value;
            if (want_offsets) {
                offset[count] = (uint32_t)(at + i);
            }
            count += value != 0;
        }
    }
    fold->at = at;
    fold->count = count;
    fold->control_bytes = control_bytes;
}

/* Folds blocks, the largest that the processor can; fold->at > 0. */
static inline void fold_some_blocks(dd_fold *fold, bool want_offsets) {
    uint32_t *offset = want_offsets ? fold->offset : NULL;
    uint64_t next = 0;
    memcpy(&next, fold->text + fold->at, fold->length - fold->at < 8 ? 0 : 8);
    if (next & EACH_BYTE(UINT64_C(0x80)))
        return; /* a space or two between words of another script are not worth a block */
    if (fold->vectors != DD_FOLD_PLAIN && fold->length - fold->at > DD_FOLD_BLOCK) {
        size_t (*fold_vectors)(const uint8_t *, size_t, size_t, uint8_t *, uint32_t *, size_t *) =
            fold->vectors == DD_FOLD_WIDE ? dd_fold_wide : dd_fold_vector;
        fold->at = fold_vectors(fold->text, fold->at, fold->length, fold->letter, offset, &fold->count);
        if (fold->length - fold->at > DD_FOLD_BLOCK)
            return;
    }
    fold_ascii_blocks(fold, want_offsets);
}

static inline void fold_run(dd_fold *fold, bool want_offsets) {
    while (fold->at < fold->length) {
        if (fold->at > 0)
            fold_some_blocks(fold, want_offsets);
        size_t stop = fold->length - fold->at < 8 ? fold->length : fold->at + 8;
        while (fold->at < stop) {
            if (fold->text[fold->at] >= 0x80) {
                return;
            }
            fold_ascii_byte(fold, want_offsets);
        }
    }
}

dd_fold_vectors dd_fold_best_vectors(void) {
    if (dd_fold_wide_works())
        return DD_FOLD_WIDE;
    return dd_fold_vector_works() ? DD_FOLD_VECTOR : DD_FOLD_PLAIN;
}

void dd_fold_ascii(dd_fold *fold, bool want_offsets) {
    /* Two copies, so that neither asks at each letter. */
    if (want_offsets) {
        fold_run(fold, true);
    } else {
        fold_run(fold, false);
    }
}

bool dd_fold_is_ascii_letter(uint8_t byte) {
    return byte < 0x80 && ascii_letter[byte] != 0;
}
