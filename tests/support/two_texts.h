/* Two folded texts under construction, for tests of alignment. What only one has is of letters that the other
 * never has, so nothing but what is added to both can match. */
#ifndef TWO_TEXTS_H
#define TWO_TEXTS_H

#include "random_source.h"
#include "verify/align.h"

enum { TWO_TEXTS_SHINGLE = 9, TWO_TEXTS_ROOM = 20000 };

typedef struct two_texts {
    random_source source;
    uint8_t a[TWO_TEXTS_ROOM + 16], b[TWO_TEXTS_ROOM + 16];
    size_t a_count, b_count;
} two_texts;

/* Two empty texts, to be freed with free. Aborts without memory, as all of these do if something fails. */
two_texts *two_texts_start(uint64_t seed);

/* Adds the same random letters to both, or letters of its own to one. */
void two_texts_add_both(two_texts *texts, size_t letters);
void two_texts_add_a(two_texts *texts, size_t letters);
void two_texts_add_b(two_texts *texts, size_t letters);

/* Aligns the two texts and checks the runs; the aligner is the caller's to free. */
dd_aligner two_texts_align(const two_texts *texts, size_t shingle);

/* Checks what any aligner must keep to: a run begins and ends with a shared shingle on both sides, is long
 * and dense enough, and lies in the texts. */
void two_texts_check_runs(const dd_aligner *aligner, const dd_letters *a, const dd_letters *b);

/* Whether a run covers so many letters of both sides from these on. */
bool two_texts_is_run(const dd_run *run, size_t a_begin, size_t b_begin, size_t letters);

#endif
