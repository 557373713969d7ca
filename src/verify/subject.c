#include "verify/subject.h"

#include <string.h>

#include "sketch/headline.h"

enum {
    STEM_LETTERS = 6,       /* of a name; two Han characters */
    LEAST_STEM = 4,         /* fewer letters may stand anywhere */
    FORM_LETTERS = 4,       /* windows of so many letters tell how alike two headlines are: */
    FORM = 50,              /* per cent of the shorter one, at least, in two of one form */
    TEXT_LETTERS = 1 << 16, /* a longer text is no form, nor one */
    SLOTS = 256,            /* that differs in more slots of names */
    OTHERS = 1,             /* distinct names, too, that the texts put for others, */
    OTHERS_UNCASED = 2      /* or words, where they may be other wording */
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

static bool has_letters(const dd_letters *text, const uint8_t *letter, size_t letters) {
    for (size_t at = 0; at + letters <= text->count; at++)
        if (memcmp(text->letter + at, letter, letters) == 0)
            return true;
    return false;
}

/* Whether headline `own` has one of the names of a side's words [begin, end), and the other has not. A short
 * word is known with what follows it. *is_own: the other text has it neither. */
static bool names(const question *q, size_t own, uint32_t begin, uint32_t end, bool *is_own) {
    const dd_slot_side *side = q->side[own];
    bool any = false;
    for (uint32_t i = begin; i < end; i++) {
        const dd_word *word = &side->words->word[i];
        if (!dd_vocabulary_is_name(&q->facts->vocabulary, word))
            continue;
        const bool is_long = word->end - word->begin >= LEAST_STEM;
        const size_t letters = (is_long ? word->end : side->words->word[end - 1].end) - word->begin;
        const size_t stem = letters < STEM_LETTERS ? letters : STEM_LETTERS;
        const uint8_t *letter = side->letters->letter + word->begin;
        if (stem < LEAST_STEM || !has_letters(q->headline[own], letter, stem) ||
            has_letters(q->headline[1 - own], letter, stem))
            continue;
        any = true;
        *is_own = !has_letters(q->side[1 - own]->letters, letter, stem);
        if (*is_own)
            break;
    }
    return any;
}

static void look_at(question *q, const dd_gap *gap) {
    const dd_vocabulary *vocabulary = &q->facts->vocabulary;
    const unsigned judged = dd_slot_judge(vocabulary, q->side[0], q->side[1], gap);
    if (!(judged & DD_CONFLICT_NAMES) || judged & DD_CONFLICT_NUMBERS)
        return;
    q->is_uncased |= (judged & DD_CONFLICT_WORDS) != 0;
    bool of_a = false, of_b = false;
    if (names(q, 0, gap->a_begin, gap->a_end, &of_a) && names(q, 1, gap->b_begin, gap->b_end, &of_b)) {
        q->named |= of_a && of_b;
        return;
    }
    const uint64_t exchange = dd_slot_exchange(q->side[0], q->side[1], gap).key;
    q->others += q->others == 0 || exchange != q->other;
    q->other = exchange;
}

/* Whether two headlines have much wording in common, wherever it stands. */
static bool are_of_one_form(const dd_letters *x, const dd_letters *y) {
    const dd_letters *shorter = x->count < y->count ? x : y, *longer = shorter == x ? y : x;
    size_t common = 0, windows = 0;
    for (; windows + FORM_LETTERS <= shorter->count; windows++)
        common += has_letters(longer, shorter->letter + windows, FORM_LETTERS);
    return common * 100 >= windows * FORM;
}

static bool may_be_form(const dd_form_counts *c, size_t letters_a, size_t letters_b) {
    const size_t longer = letters_a > letters_b ? letters_a : letters_b;
    const size_t by_names = c->conflict_slots - c->numbers;
    return by_names > OTHERS && by_names <= SLOTS && longer <= TEXT_LETTERS;
}

dedupe_status dd_subjects_differ(dd_subjects *scratch, const dd_facts *facts, const dd_article *a,
                                 const dd_slot_side *side_a, const dd_article *b, const dd_slot_side *side_b,
                                 bool *differ, dedupe_error *error) {
    *differ = false;
    if (!dd_headlines_are_comparable(a, b) ||
        !may_be_form(&facts->counts, side_a->letters->count, side_b->letters->count))
        return DEDUPE_OK;
    dd_letters *headline = scratch->headline;
    dedupe_status status = dd_headline_fold(&headline[0], a, error);
    if (status == DEDUPE_OK)
        status = dd_headline_fold(&headline[1], b, error);
    if (status != DEDUPE_OK)
        return status;
    const size_t first = facts->b_is_first;
    if (!are_of_one_form(&headline[first], &headline[1 - first]))
        return DEDUPE_OK;
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
