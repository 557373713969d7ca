#include "candidate/answers.h"

#include <string.h>

#include "base/memory.h"

enum { LEAST_BITS = 10 };

bool dd_answers_make(dd_answers *answers, size_t entries, unsigned most_bits) {
    answers->bits = LEAST_BITS;
    while (answers->bits < most_bits && (size_t)1 << answers->bits < entries)
        answers->bits++;
    answers->entry = dd_memory_allocate_zeroed((size_t)1 << answers->bits, sizeof *answers->entry);
    return answers->entry != NULL;
}

void dd_answers_clear(dd_answers *answers) {
    memset(answers->entry, 0, sizeof *answers->entry << answers->bits);
}
