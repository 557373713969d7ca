/*
 * One pair, compared in full: coverage both ways outside boilerplate, the relation with its reason, and the
 * passages that prove it. Coverage gives a first relation (relation.h), which the rules may change (rules.h).
 */
#ifndef DD_VERIFY_COMPARE_H
#define DD_VERIFY_COMPARE_H

#include "base/arena.h"
#include "candidate/boilerplate.h"
#include "candidate/headlines.h"
#include "verify/align.h"
#include "verify/blank.h"
#include "verify/distinct.h"
#include "verify/facts.h"
#include "verify/frame.h"
#include "verify/marks.h"
#include "verify/nearby.h"
#include "verify/refrain.h"
#include "verify/subject.h"

/* A compared pair. a and b are the caller's numbers. */
typedef struct dd_link {
    uint32_t a;
    uint32_t b;
    dedupe_relation relation;
    dedupe_reason reason;
    double coverage_a; /* share of a's letters outside boilerplate that b has too */
    double coverage_b;
    double resemblance;      /* 0 unless the relation is variant or stronger; see the options */
    double derived_up_to;    /* the highest derived_coverage at which it covers enough for that; 0: none */
    dedupe_passage *passage; /* of a, other side b; longest first; NULL unless asked for */
    size_t passage_count;
    bool is_told_twice; /* two notices with the same facts, as the variant guard found (form.h) */
} dd_link;

/* Coverage from which on what is shared is a form, and not phrases. */
#define DD_FORM_COVERAGE 0.5

/* The larger coverage: how strongly the link holds. */
static inline double dd_link_strength(const dd_link *link) {
    return link->coverage_a > link->coverage_b ? link->coverage_a : link->coverage_b;
}

/* Whether the pair is `related` for how little it shares, not for what that is (a list, speech, stock text).
 */
static inline bool dd_link_shares_little(const dd_link *link) {
    return link->relation == DEDUPE_RELATED &&
           (link->reason == DEDUPE_REASON_PASSAGE || link->reason == DEDUPE_REASON_SHORT ||
            link->reason == DEDUPE_REASON_PHRASES);
}

/* Whether the pair is a duplicate, or covers as much as a form and agrees in too little of it: what may turn
 * out to be stock text (stock.h). */
bool dd_link_may_be_stock(const dd_link *link);

/* The order of links: by a, then by b. For qsort and bsearch. */
int dd_link_order(const void *left, const void *right);

/* One article with its boilerplate; spans may be NULL for none. */
typedef struct dd_compare_side {
    const dd_article *article;
    const dd_spans *spans;
} dd_compare_side;

typedef struct dd_compare_options {
    size_t shingle;             /* letters */
    double derived_coverage;    /* coverage that makes `derived` */
    size_t passages;            /* the most that are kept; 0: none are wanted */
    bool evidence_of_none;      /* resemblance and passages of pairs that are no relation are wanted, too */
    bool skip_weak_resemblance; /* it is measured only where a later rule may ask for it */
} dd_compare_options;

/* Scratch memory. Zero-initialise; reuse; one a thread. Side a is kept between calls, so pairs should come
 * sorted by a. */
typedef struct dd_comparer {
    dd_letters letters_a, letters_b;
    dd_text text_a, text_b;
    dd_fetched fetched_a, fetched_b; /* what they are if the articles' are not in memory */
    const dd_article *loaded;
    dd_aligner aligner;
    dd_words words_a, words_b;
    bool words_a_known;
    dd_words told_a, told_b; /* the same with boilerplate set aside, where a side has some */
    dd_nearby nearby;
    dd_facts facts;
    dd_marks marks;
    dd_refrains refrains;
    dd_frames frames;
    dd_distinct distinct;
    dd_headlines headlines;
    dd_blanks blanks;
    dd_subjects subjects;
} dd_comparer;

/* Compares two articles. Passages are allocated from `arena` (may be NULL if none are wanted). Sets
 * everything in *link but a and b. Errors: MEMORY, SYSTEM (see dd_article_text), as with all below. */
dedupe_status dd_compare(dd_comparer *comparer, const dd_compare_side *a, const dd_compare_side *b,
                         const dd_compare_options *options, dd_arena *arena, dd_link *link,
                         dedupe_error *error);

/* What two articles have in common, seen from side a. */
typedef struct dd_cover {
    const uint8_t *mark; /* by letter of a: DD_MARK_...; the comparer's, until its next call */
    size_t letters;
    double shared; /* share of a's different shingles outside boilerplate that b has, too */
} dd_cover;

/* Aligns two articles and tells where, without deciding anything. *cover is unchanged on
 * failure. */
dedupe_status dd_compare_cover(dd_comparer *comparer, const dd_compare_side *a, const dd_compare_side *b,
                               size_t shingle, dd_cover *cover, dedupe_error *error);

/* Sets a bit of each letter of a that b has too, letter by letter: in a shingle that both sides have within a
 * passage, outside boilerplate. Other letters are left alone. */
dedupe_status dd_compare_matched(dd_comparer *comparer, const dd_compare_side *a, const dd_compare_side *b,
                                 size_t shingle, uint32_t *letter, uint32_t bit, dedupe_error *error);

/* Sorts passages by offset instead of by length. */
void dd_passages_sort(dedupe_passage *passage, size_t count);

void dd_comparer_free(dd_comparer *comparer);

#endif
