#include "verify/subject.h"

#include <string.h>

enum {
    HEADLINE_BYTES = 1024, /* a longer one names too much */
    STEM_LETTERS = 6,      /* of a name; two Han characters */
    LEAST_STEM = 4,        /* fewer letters may stand anywhere */
    OTHERS = 1,            /* distinct names, too, that the texts put for others, */
    OTHERS_UNCASED = 2     /* or words, where they may be other wording */
};

/* The pair that is asked: side 0 is that of the diff's first text. */
typedef struct question {
    const dd_facts *facts;
    const dd_slot_side *side[2];
    const dd_letters *headline[2];
    bool named;      /* a slot's names are those of the headlines */
    bool is_uncased; /* a slot has words that may be names or not */
    size_t others;   /* distinct exchanges of names that are not those; more than two may be fewer */
    uint64_t other;  /* the last of them */
} question;

static bool has_letters(const dd_letters *headline, const uint8_t *letter, size_t letters) {
    for (size_t at = 0; at + letters <= headline->count; at++)
        if (memcmp(headline->letter + at, letter, letters) == 0)
            return true;
    return false;
}

/* Whether headline `own` has one of the names of a side's words [begin, end), and the other has not. A short
 * word is known with what follows it. */
static bool names(const question *q, size_t own, uint32_t begin, uint32_t end) {
    const dd_slot_side *side = q->side[own];
    for (uint32_t i = begin; i < end; i++) {
        const dd_word *word = &side->words->word[i];
        if (!dd_vocabulary_is_name(&q->facts->vocabulary, word))
            continue;
        const bool is_long = word->end - word->begin >= LEAST_STEM;
        const size_t letters = (is_long ? word->end : side->words->word[end - 1].end) - word->begin;
        const size_t stem = letters < STEM_LETTERS ? letters : STEM_LETTERS;
        const uint8_t *letter = side->letters->letter + word->begin;
        if (stem >= LEAST_STEM && has_letters(q->headline[own], letter, stem) &&
            !has_letters(q->headline[1 - own], letter, stem))
            return true;
    }
    return false;
}

static void look_at(question *q, const dd_gap *gap) {
    const dd_vocabulary *vocabulary = &q->facts->vocabulary;
    const unsigned judged = dd_slot_judge(vocabulary, q->side[0], q->side[1], gap);
    if (!(judged & DD_CONFLICT_NAMES) || judged & DD_CONFLICT_NUMBERS)
        return;
    q->is_uncased |= (judged & DD_CONFLICT_WORDS) != 0;
    if (names(q, 0, gap->a_begin, gap->a_end) && names(q, 1, gap->b_begin, gap->b_end)) {
        q->named = true;
        return;
    }
    const uint64_t exchange = dd_slot_exchange(q->side[0], q->side[1], gap).key;
    q->others += q->others == 0 || exchange != q->other;
    q->other = exchange;
}

static dedupe_status read_headline(dd_letters *letters, const char *headline, dedupe_error *error) {
    const size_t bytes = strnlen(headline, HEADLINE_BYTES + 1);
    return dd_letters_fold(letters, headline, bytes > HEADLINE_BYTES ? 0 : bytes, false, error);
}

static bool may_be_one_outlet(const dd_article *a, const dd_article *b) {
    return !a->origin.outlet || !b->origin.outlet || a->origin.outlet == b->origin.outlet;
}

dedupe_status dd_subjects_differ(dd_subjects *scratch, const dd_facts *facts, const dd_article *a,
                                 const dd_slot_side *side_a, const dd_article *b, const dd_slot_side *side_b,
                                 bool *differ, dedupe_error *error) {
    const size_t by_names = facts->counts.conflict_slots - facts->counts.numbers;
    *differ = false;
    if (!a->origin.headline || !b->origin.headline || !may_be_one_outlet(a, b) || by_names <= OTHERS)
        return DEDUPE_OK;
    dd_letters *headline = scratch->headline;
    dedupe_status status = read_headline(&headline[0], a->origin.headline, error);
    if (status == DEDUPE_OK)
        status = read_headline(&headline[1], b->origin.headline, error);
    if (status != DEDUPE_OK)
        return status;
    const size_t first = facts->b_is_first;
    const dd_slot_side *const side[2] = {side_a, side_b};
    question q = {.facts = facts,
                  .side = {side[first], side[1 - first]},
                  .headline = {&headline[first], &headline[1 - first]}};
    size_t at = 0;
    dd_gap gap;
    while (!(q.named && q.others >= OTHERS_UNCASED) && dd_facts_next_slot(facts, &at, &gap))
        look_at(&q, &gap);
    *differ = q.named && q.others >= (q.is_uncased ? OTHERS_UNCASED : OTHERS);
    return DEDUPE_OK;
}

void dd_subjects_free(dd_subjects *scratch) {
    dd_letters_free(&scratch->headline[0]);
    dd_letters_free(&scratch->headline[1]);
}
