/* A text being folded: what the reader of ASCII and the reader of other text share. */
#ifndef DD_TEXT_FOLD_STATE_H
#define DD_TEXT_FOLD_STATE_H

#include "text/identity.h"
#include "text/letters.h"

/* How blocks of ASCII are folded: without vectors, by fold_vector.h or by fold_wide.h. */
typedef enum dd_fold_vectors { DD_FOLD_PLAIN, DD_FOLD_VECTOR, DD_FOLD_WIDE } dd_fold_vectors;

typedef struct dd_fold {
    const uint8_t *text;
    size_t length;
    size_t at; /* next source byte */
    dd_fold_vectors vectors;
    uint8_t *letter;
    uint32_t *offset;
    size_t count;
    size_t character_start; /* the character last folded by the reader of other text, */
    size_t character_end;   /* and where it ends */
    size_t invalid_bytes;
    size_t control_bytes;
    dd_identity_trace trace;
    dd_letters *letters; /* owner of the memory */
} dd_fold;

/* The fastest that this processor can. */
dd_fold_vectors dd_fold_best_vectors(void);

/* Folds ASCII from fold->at up to the next byte that is not and that the vectors do not pass over, or the
 * end. There is room for a letter a byte and 8 more. */
void dd_fold_ascii(dd_fold *fold, bool want_offsets);

/* Whether an ASCII byte is a letter or digit. */
bool dd_fold_is_ascii_letter(uint8_t byte);

/* Whether the point or comma at `at`, of `bytes` bytes, stands directly between two digits and does not group
 * thousands: then exactly three digits follow, or as in India two and more groups, the last of three. */
bool dd_fold_is_decimal_sign(const dd_fold *fold, size_t at, size_t bytes);

#endif
