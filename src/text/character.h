/*
 * One character as a reader sees it, a base with its combining marks, folded to code points.
 *
 * Every code point is decomposed (NFKD), what is no letter, digit or vowel sign is left out, the rest is case
 * folded, put in canonical order and composed again. So the result depends on the canonical decomposition
 * alone: NFC and NFD give the same. The only user of utf8proc.
 */
#ifndef DD_TEXT_CHARACTER_H
#define DD_TEXT_CHARACTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Longest folded character. A longer one (a flood of marks) is folded in pieces. */
#define DD_CHARACTER_ROOM 64

typedef struct dd_character {
    int32_t code_point[DD_CHARACTER_ROOM]; /* folded */
    size_t count;                          /* of them; 0 for a separator */
    size_t length;                         /* source bytes, combining marks included */
} dd_character;

/* Folds the character at `text`, which must be valid UTF-8 at its first byte; `room` bytes are left. */
void dd_character_fold(dd_character *character, const uint8_t *text, size_t room);

/* Bytes of the character at `text` (valid as above), all of its marks included. */
size_t dd_character_length(const uint8_t *text, size_t room);

/* Whether the code point belongs to the character before it: a combining mark of any kind, or the voice
 * marks of half-width kana. */
bool dd_character_is_mark(uint32_t code_point);

/* 0 to 9 for a decimal digit of any script, else -1. */
int dd_character_digit(uint32_t code_point);

/* Whether a code point is upper or title case. */
bool dd_character_is_capital(uint32_t code_point);

/* Whether it is a letter or sign of a script that has no capitals in use. */
bool dd_character_is_uncased(uint32_t code_point);

/* Whether a folded code point becomes three letters: Han, kana, Hangul, Yi and their kin. */
static inline bool dd_character_is_wide(uint32_t code_point) {
    return code_point >= 0x2e80 && (code_point <= 0xa4cf || (code_point >= 0xac00 && code_point <= 0xd7a3) ||
                                    (code_point >= 0xf900 && code_point <= 0xfaff) ||
                                    (code_point >= 0x16fe0 && code_point <= 0x1b2ff) ||
                                    (code_point >= 0x20000 && code_point <= 0x3ffff));
}

#endif
