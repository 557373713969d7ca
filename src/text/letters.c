/*
 * The text reader. ASCII goes by blocks (fold_ascii.c); other text goes character by character, the commonest
 * kinds by range (common_fold.h), the rest through dd_character_fold.
 *
 * Linear in the bytes. No character takes more letters than bytes but for compatibility characters (a square
 * of four kana in one, say), so memory is reserved once but for those.
 */
#include "text/letters.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "text/character.h"
#include "text/common_fold.h"
#include "text/fold_state.h"
#include "text/utf8.h"

enum { TRIM_LETTERS = 16 }; /* a word that a trimmed passage may lose at either end */

#define LENGTH_LIMIT ((size_t)1 << 31)
/* Places of letters may be added to and compared modulo 2^32 (verify/open_runs.h). */
#define LETTER_LIMIT ((size_t)UINT32_MAX - 4096)
#define PADDING      ((size_t)16)
/* Letters that may be written beyond the room of the bytes still to come. */
#define SLACK (PADDING + 8)

/* Appends one folded code point of the character that starts at `start`. There is room. */
static inline void put(dd_fold *fold, uint32_t code_point, size_t start, bool want_offsets) {
    bool wide = dd_character_is_wide(code_point);
    size_t letters = wide ? 3 : 1;
    uint8_t *letter = fold->letter + fold->count;
    if (want_offsets) {
        for (size_t i = 0; i < letters; i++) {
            fold->offset[fold->count + i] = (uint32_t)start;
        }
    }
    if (code_point < 0x80) {
        letter[0] = (uint8_t)code_point;
        fold->count++;
        return;
    }
    uint32_t block = wide ? DD_IDENTITY_WIDE : code_point >> 7;
    if (block != fold->trace.block) {
        dd_identity_change(&fold->trace, fold->count, block);
    }
    if (wide) {
        letter[0] = (uint8_t)(0x80 | code_point >> 14);
        letter[1] = (uint8_t)(0x80 | (code_point >> 7 & 0x7f));
    }
    letter[letters - 1] = (uint8_t)(0x80 | (code_point & 0x7f));
    fold->count += letters;
}

/* Whether a code point beyond ASCII is a point or comma within numbers: full width, or the Arabic decimal
 * sign. */
static inline bool is_number_sign(uint32_t code_point) {
    return code_point == 0xff0c || code_point == 0xff0e || code_point == 0x66b;
}

/* Makes sure of room for `more` letters beside those that the bytes from `at` on can give. */
static bool reserve(dd_fold *fold, size_t more, size_t at, bool want_offsets) {
    dd_letters *letters = fold->letters;
    size_t needed = fold->count + more + (fold->length - at) + SLACK;
    if (!dd_memory_reserve(&letters->letter, &letters->letter_capacity, needed, sizeof *letters->letter) ||
        (want_offsets &&
         !dd_memory_reserve(&letters->offset, &letters->offset_capacity, needed, sizeof *letters->offset))) {
        return false;
    }
    fold->letter = letters->letter;
    fold->offset = letters->offset;
    return true;
}

/* Where the character at fold->at starts for its offsets: marks that were left over (behind ASCII, or a
 * flood) belong to the letter before them. */
static size_t start_of(const dd_fold *fold, uint32_t code_point) {
    size_t at = fold->at;
    if (at > 0 && dd_character_is_mark(code_point)) {
        if (at == fold->character_end) {
            return fold->character_start;
        }
        uint8_t before = fold->text[at - 1];
        return dd_fold_is_ascii_letter(before) ? at - 1 : at;
    }
    return at;
}

/* Folds the character `code_point` at fold->at in full. Returns false without memory. */
static bool fold_uncommon(dd_fold *fold, uint32_t code_point, bool want_offsets) {
    dd_character character;
    size_t start = start_of(fold, code_point);
    dd_character_fold(&character, fold->text + fold->at, fold->length - fold->at);
    size_t end = fold->at + character.length;
    size_t most = 3 * character.count;
    if (most > character.length && !reserve(fold, most, end, want_offsets)) {
        return false;
    }
    for (size_t i = 0; i < character.count; i++) {
        put(fold, (uint32_t)character.code_point[i], start, want_offsets);
    }
    fold->character_start = start;
    fold->character_end = end;
    fold->at = end;
    return true;
}

/* Folds up to the next ASCII byte, or the end. Returns false without memory. */
static inline bool fold_other(dd_fold *fold, bool want_offsets) {
    while (fold->at < fold->length && fold->text[fold->at] >= 0x80) {
        size_t at = fold->at;
        uint32_t code_point = 0;
        size_t bytes = dd_utf8_decode(fold->text + at, fold->length - at, &code_point);
        if (bytes == 0) {
            fold->invalid_bytes++;
            fold->at++;
            continue;
        }
        size_t end = at + bytes;
        uint32_t folded = dd_common_fold(code_point, fold->text + end, fold->length - end);
        if (is_number_sign(code_point)) {
            folded = dd_fold_is_decimal_sign(fold, at, bytes) ? '.' : 0;
        }
        if (folded == DD_UNCOMMON) {
            if (!fold_uncommon(fold, code_point, want_offsets)) {
                return false;
            }
            continue;
        }
        if (folded != 0) {
            size_t start = dd_common_is_mark(code_point) ? start_of(fold, code_point) : at;
            put(fold, folded, start, want_offsets);
            fold->character_start = start;
            fold->character_end = end;
        }
        fold->at = end;
    }
    return true;
}

/* Folds the whole text. Two copies, so that neither asks for offsets at each letter. */
static bool fold_all(dd_fold *fold) {
    while (fold->at < fold->length) {
        dd_fold_ascii(fold, false);
        if (!fold_other(fold, false)) {
            return false;
        }
    }
    return true;
}

static bool fold_all_with_offsets(dd_fold *fold) {
    while (fold->at < fold->length) {
        dd_fold_ascii(fold, true);
        if (!fold_other(fold, true)) {
            return false;
        }
    }
    return true;
}

dedupe_status dd_letters_fold(dd_letters *letters, const char *text, size_t length, bool want_offsets,
                              dedupe_error *error) {
    letters->count = 0;
    if (length >= LENGTH_LIMIT) {
        return dd_error_set(error, DEDUPE_ERROR_LIMIT, 0,
                            "a text of %zu bytes is too long; the limit is 2 GiB", length);
    }
    dd_fold fold = {.text = (const uint8_t *)text, .length = length, .letters = letters};
    fold.character_end = SIZE_MAX;
    fold.vectors = dd_fold_best_vectors();
    fold.trace = dd_identity_start();
    if (!reserve(&fold, 0, 0, want_offsets) ||
        !(want_offsets ? fold_all_with_offsets(&fold) : fold_all(&fold))) {
        return dd_error_memory(error);
    }
    if (fold.count > LETTER_LIMIT) {
        return dd_error_set(error, DEDUPE_ERROR_LIMIT, 0, "a text folds to more than 4 billion letters");
    }
    memset(fold.letter + fold.count, 0, PADDING);
    letters->trace = fold.trace;
    letters->count = fold.count;
    letters->invalid_bytes = fold.invalid_bytes;
    letters->control_bytes = fold.control_bytes;
    return DEDUPE_OK;
}

void dd_letters_identity(const dd_letters *letters, uint64_t identity[2]) {
    dd_identity_finish(&letters->trace, letters->letter, letters->count, identity);
}

size_t dd_letters_source_end(const dd_letters *letters, const char *text, size_t length, size_t end) {
    size_t start = letters->offset[end - 1];
    return start + dd_character_length((const uint8_t *)text + start, length - start);
}

/* Whether letters i - 1 and i stand side by side in the source: nothing separates them. */
static bool is_inside_word(const dd_letters *letters, const char *text, size_t length, size_t i) {
    return i > 0 && i < letters->count &&
           (letters->offset[i] == letters->offset[i - 1] ||
            dd_letters_source_end(letters, text, length, i) == letters->offset[i]);
}

void dd_letters_trim(const dd_letters *letters, const char *text, size_t length, size_t *begin, size_t *end) {
    size_t from = *begin, to = *end;
    while (from < to && from - *begin < TRIM_LETTERS && is_inside_word(letters, text, length, from))
        from++;
    while (to > from && *end - to < TRIM_LETTERS && is_inside_word(letters, text, length, to))
        to--;
    if (from < to && !is_inside_word(letters, text, length, from))
        *begin = from;
    if (from < to && !is_inside_word(letters, text, length, to))
        *end = to;
}

void dd_letters_free(dd_letters *letters) {
    dd_memory_free(letters->letter);
    dd_memory_free(letters->offset);
    *letters = (dd_letters){0};
}
