/*
 * The text reader: source bytes to folded letters.
 *
 * Matching works on letters and digits alone, folded so that house style does not count: NFKC, case fold,
 * accents off for Latin, Greek and Cyrillic. Spaces and punctuation carry no letters, so quotes, dashes,
 * "U.S.", soft hyphens and hyphens at the end of a line need no rules of their own. One exception: a
 * point or comma directly between two digits stays, so that 1.5 is not 15, unless exactly three digits
 * follow it: then it groups thousands, and 1,000 is 1000. So does a comma of lakhs: 12,34,567 is 1234567.
 *
 * Digits of every script fold to 0-9. Arabic and Hebrew vowel points, the Arabic elongation stroke and hamza
 * over or under a letter are optional in print and carry no letter; the vowel signs of other scripts do.
 * Latin letters that Unicode does not decompose fold to their plain spelling too: dotless i, the letters with
 * a stroke, ae and oe. So do Arabic letters that are written in several ways (plain_arabic.h); traditional
 * Chinese characters fold to the simplified ones (plain_han.h).
 *
 * A letter is one byte, so that shingles are plain byte windows:
 *   a-z 0-9 .        themselves ('.' only as the decimal sign of a number, for '.' and ',' alike)
 *   0x80 | cp & 0x7f a letter (or vowel sign) of another alphabet: scripts are blocks of 128 or less, so
 *                    two letters of one script rarely share a byte
 *   three bytes      a Han, kana, Hangul or Yi character: it says as much as about three Latin letters
 *                    (0x80 | cp >> 14, 0x80 | cp >> 7 & 0x7f, 0x80 | cp & 0x7f)
 * That is enough for shingles; whether two texts are the same is decided by their identity, a hash of the
 * folded code points themselves.
 *
 * ASCII takes a path of its own: by vectors where the processor has them, else one table look-up a byte.
 */
#ifndef DD_TEXT_LETTERS_H
#define DD_TEXT_LETTERS_H

#include <dedupe/dedupe.h>

#include "text/identity.h"

/* Folded text. Zero-initialise; reuse for the next text to keep the memory. */
typedef struct dd_letters {
    uint8_t *letter;  /* `count` letters, followed by 16 zero bytes */
    uint32_t *offset; /* offset[i]: source byte at which the character of letter i starts; a combining mark
                         belongs to the character before it */
    size_t count;
    size_t invalid_bytes;    /* source bytes that are not UTF-8; each is a separator like U+FFFD */
    size_t control_bytes;    /* ASCII controls (NUL too) but tab, line feed, form feed, carriage return */
    size_t letter_capacity;  /* private */
    size_t offset_capacity;  /* private */
    dd_identity_trace trace; /* private */
} dd_letters;

enum { DD_LETTERS_WIDE = 3 }; /* letters of a Han, kana, Hangul or Yi character */

static inline bool dd_letters_is_digit(uint8_t letter) {
    return letter >= '0' && letter <= '9';
}

/* Folds `length` bytes (less than 2 GiB) of UTF-8. A BOM at the start is skipped and still counts in
 * offsets. With want_offsets false, `offset` is not written (and may stay NULL). Offsets never decrease.
 * `text` may be NULL if length is 0. Errors: MEMORY, LIMIT; there are no letters then. */
dedupe_status dd_letters_fold(dd_letters *letters, const char *text, size_t length, bool want_offsets,
                              dedupe_error *error);

/* The identity of folded text: a 128-bit hash of the folded code points in order, the same on every machine.
 * It is made when asked for, since whoever compares texts knows it already. */
void dd_letters_identity(const dd_letters *letters, uint64_t identity[2]);

/* The source byte just after the character of letter `end - 1`, its combining marks included, for the
 * text that was folded with offsets; 0 < end <= count. */
size_t dd_letters_source_end(const dd_letters *letters, const char *text, size_t length, size_t end);

/* Shrinks letters [*begin, *end) to whole words of the source, if that takes but a few letters at either
 * side; a script without spaces stays as it is. For text that was folded with offsets; *begin < *end. */
void dd_letters_trim(const dd_letters *letters, const char *text, size_t length, size_t *begin, size_t *end);

/* Letters of a window that is about a word, in any script: two Han characters. */
enum { DD_LETTERS_WINDOW = 6 };

/* The window of letters [i, i + DD_LETTERS_WINDOW) as a number below 2^48, never 0. */
static inline uint64_t dd_letters_window(const dd_letters *letters, size_t i) {
    uint64_t window = 0;
    for (size_t l = 0; l < DD_LETTERS_WINDOW; l++)
        window = window << 8 | letters->letter[i + l];
    return window;
}

/* Frees the memory and zeroes the struct. */
void dd_letters_free(dd_letters *letters);

#endif
