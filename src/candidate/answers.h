/*
 * Answers that were given before, by key: every carrier of a passage asks the same.
 *
 * A table of the last answer at each place. An entry is a key, and nothing else tells one question from
 * another, so that keys must be good (list_key.h) and an answer must follow from what its key is made of:
 * then it does not matter who asks first.
 */
#ifndef DD_CANDIDATE_ANSWERS_H
#define DD_CANDIDATE_ANSWERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Zero-initialise; free `entry`. */
typedef struct dd_answers {
    uint64_t *entry; /* a key whose last bits are flags; 0: empty */
    unsigned bits;   /* of the number of entries */
} dd_answers;

/* Makes an empty table of about so many entries, a power of two up to 2^most_bits; of several workers' tables
 * together twice as many at most. False without memory. */
bool dd_answers_make(dd_answers *answers, size_t entries, unsigned most_bits, unsigned workers);

void dd_answers_clear(dd_answers *answers);

enum { DD_ANSWER_KNOWN = 1, DD_ANSWER_YES = 2 };

/* The place of a key. *is_known: the answer is there; else it belongs there. */
static inline uint64_t *dd_answers_find(const dd_answers *answers, uint64_t key, bool *is_known) {
    uint64_t *entry = &answers->entry[key >> (64 - answers->bits)];
    *is_known = (*entry | DD_ANSWER_YES) == (key | DD_ANSWER_KNOWN | DD_ANSWER_YES);
    return entry;
}

static inline void dd_answers_set(uint64_t *entry, uint64_t key, bool answer) {
    *entry = (key & ~(uint64_t)DD_ANSWER_YES) | DD_ANSWER_KNOWN | (answer ? DD_ANSWER_YES : 0u);
}

static inline bool dd_answers_get(const uint64_t *entry) {
    return *entry & DD_ANSWER_YES;
}

#endif
