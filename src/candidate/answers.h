/*
 * Answers that were given before, by key: every carrier of a passage asks the same.
 *
 * A table of the last answer at each place. An entry is a key, and nothing else tells one question from
 * another, so that keys must be good (list_key.h) and an answer must follow from what its key is made of:
 * then it does not matter who asks first, and all threads may share one table.
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

/* Makes an empty table of about so many entries, a power of two up to 2^most_bits. False without memory. */
bool dd_answers_make(dd_answers *answers, size_t entries, unsigned most_bits);

/* Not to be called while others ask or note. */
void dd_answers_clear(dd_answers *answers);

typedef enum dd_answer { DD_ANSWER_UNKNOWN, DD_ANSWER_NO, DD_ANSWER_YES } dd_answer;

enum { DD_ANSWERS_KNOWN = 1, DD_ANSWERS_YES = 2 }; /* flags of an entry */

/* What was noted of a key. Thread-safe: an entry is one word. */
static inline dd_answer dd_answers_find(const dd_answers *answers, uint64_t key) {
    const uint64_t entry = __atomic_load_n(&answers->entry[key >> (64 - answers->bits)], __ATOMIC_RELAXED);
    if ((entry | DD_ANSWERS_YES) != (key | DD_ANSWERS_KNOWN | DD_ANSWERS_YES))
        return DD_ANSWER_UNKNOWN;
    return entry & DD_ANSWERS_YES ? DD_ANSWER_YES : DD_ANSWER_NO;
}

/* Notes the answer in place of what is there. Thread-safe. */
static inline void dd_answers_note(dd_answers *answers, uint64_t key, bool is_yes) {
    const uint64_t entry =
        (key & ~(uint64_t)DD_ANSWERS_YES) | DD_ANSWERS_KNOWN | (is_yes ? DD_ANSWERS_YES : 0u);
    __atomic_store_n(&answers->entry[key >> (64 - answers->bits)], entry, __ATOMIC_RELAXED);
}

#endif
