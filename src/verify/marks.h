/*
 * Which letters of two compared texts lie in passages that both have, and which are boilerplate.
 *
 * The borders of boilerplate are known to a few letters only, and each side may know another part of it. So
 * what stands opposite to boilerplate is boilerplate, and so is what a passage has besides boilerplate in
 * stretches too short to mean anything. One byte a letter; linear in the letters.
 */
#ifndef DD_VERIFY_MARKS_H
#define DD_VERIFY_MARKS_H

#include "candidate/boilerplate.h"
#include "verify/align.h"

enum {
    DD_MARK_COVERED = 1,
    DD_MARK_BOILERPLATE = 2,
    DD_MARK_SHOWN = 4, /* by a passage that is kept */
    DD_MARK_QUOTED = 8,
    DD_MARK_STATEMENT = 16, /* of a quotation that the other side quotes from, too */
    DD_MARK_REFRAIN = 32    /* strung on a refrain (refrain.h) */
};

enum {
    DD_PASSAGE_LETTERS = 48 /* a run outside boilerplate that means something; stock sentences are shorter */
};

/* Marks by letter, one or more of DD_MARK_..., a byte more than there are letters. Zero-initialise; reuse. */
typedef struct dd_marks {
    uint8_t *a, *b;
    size_t a_letters, b_letters;
    size_t a_capacity, b_capacity;
} dd_marks;

/* Letters of one side by what they are. */
typedef struct dd_mark_counts {
    size_t letters;     /* outside boilerplate */
    size_t covered;     /* of them in shared runs */
    size_t boilerplate; /* letters of boilerplate */
    size_t boilerplate_covered;
} dd_mark_counts;

/* Marks both sides by the aligner's runs and the known boilerplate (NULL: none). Errors: MEMORY. */
dedupe_status dd_marks_make(dd_marks *marks, const dd_aligner *aligner, size_t a_letters,
                            const dd_spans *a_spans, size_t b_letters, const dd_spans *b_spans,
                            dedupe_error *error);

/* Makes boilerplate of what is strung on a refrain, and of what runs have beside that in stretches too short
 * to mean anything. */
void dd_marks_refrains(dd_marks *marks, const dd_aligner *aligner);

/* Adds a mark to letters [begin, end) of a side. */
void dd_marks_add(uint8_t *side, uint32_t begin, uint32_t end, uint8_t mark);

/* Counts a side of so many letters. */
dd_mark_counts dd_marks_count(const uint8_t *side, size_t letters);

/* Counts both sides as they were made. */
void dd_marks_count_both(const dd_marks *marks, dd_mark_counts *a, dd_mark_counts *b);

/* Letters of a run outside boilerplate, on side a. */
uint32_t dd_marks_real_letters(const dd_marks *marks, const dd_run *run);

/* Whether a run begins both sides, or ends them, but for so many letters outside boilerplate. */
bool dd_marks_begins_both(const dd_marks *marks, const dd_run *run, size_t letters);
bool dd_marks_ends_both(const dd_marks *marks, const dd_run *run, size_t letters);

/* Marks statements: whole quotations of which a run holds 24 letters that both sides quote. Wherever else a
 * side prints more of such a quotation, the words are the speaker's. Quotations are marked before. */
void dd_marks_statements(dd_marks *marks, const dd_aligner *aligner);

/* Of a run's letters outside boilerplate, those that both sides quote, or that belong to a statement. */
uint32_t dd_marks_quoted_letters(const dd_marks *marks, const dd_run *run);

/* Frees the memory and zeroes the struct. */
void dd_marks_free(dd_marks *marks);

#endif
