#include "verify/facts.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "verify/nearby.h"

/* Low bits of an exchange, whose others are its key: which of the two stands where, and that one of them is
 * known to both texts. */
enum { FORTH = 1, KNOWN = 2, KEY_SHIFT = 2 };

enum {
    OPENING_LETTERS = 120, /* an update may keep long passages, a form opens with its facts */
    SLOT_WORDS = 24,       /* a longer gap is rewritten text, not a slot of a form; */
    BLANK_WORDS = 12,      /* a slot of more words may be rewritten text, too */
    ITEM_WORDS = 4,        /* words of a name or figure */
    LISTED = 3,            /* names and figures that stand together are a list */
    LEAST_NUMBERS = 8,     /* distinct numbers in a text of which few can be shared */
    SHARED_NUMBERS = 33,   /* per cent of the fewer numbers that unlike texts share */
    SHARED_NAMES = 50      /* per cent of the fewer names that unlike texts share */
};

typedef struct job {
    dd_facts *facts;
    const dd_slot_side *a;
    const dd_slot_side *b;
    size_t conflict_count;
    size_t fact_count;
    bool signs_count; /* signs are conflicts */
} job;

/* Whether all words are of a script with case. */
static bool has_case(const dd_slot_side *side, uint32_t begin, uint32_t end) {
    for (uint32_t i = begin; i < end; i++)
        if (side->words->word[i].flags & DD_WORD_UNCASED)
            return false;
    return true;
}

/* Whether a gap is too long for the blank of a form. Where there is no case a word may be a character. */
static bool is_rewritten(const job *j, const dd_gap *g) {
    return (g->a_end - g->a_begin > BLANK_WORDS || g->b_end - g->b_begin > BLANK_WORDS) &&
           has_case(j->a, g->a_begin, g->a_end) && has_case(j->b, g->b_begin, g->b_end);
}

/* Counts a gap that has one number on both sides as a fact that agrees, once for all gaps that are alike. */
static bool take_shared_number(job *j, const dd_gap *g) {
    dd_facts *facts = j->facts;
    if (!dd_memory_reserve(&facts->fact, &facts->fact_capacity, j->fact_count + 1, sizeof(dd_agreeing)))
        return false;
    facts->fact[j->fact_count++] = (dd_agreeing){(uint32_t)dd_slot_exchange(j->a, j->b, g).key, true, true};
    return true;
}

static bool take_slot(job *j, const dd_gap *g) {
    dd_form_counts *counts = &j->facts->counts;
    const uint32_t a_words = g->a_end - g->a_begin, b_words = g->b_end - g->b_begin;
    counts->slots++;
    const dd_vocabulary *vocabulary = &j->facts->vocabulary;
    const unsigned judged = dd_slot_judge(vocabulary, j->a, j->b, g),
                   conflict = judged & ~(unsigned)DD_SLOT_SHARES_NUMBER;
    counts->worded += (conflict & DD_CONFLICT_WORDS) != 0;
    counts->phrases += conflict == DD_CONFLICT_WORDS;
    const bool is_sign = conflict == DD_CONFLICT_SIGN;
    counts->signs += is_sign;
    counts->restyled += (judged & DD_SLOT_SHARES_NUMBER) != 0;
    if (judged & DD_SLOT_SHARES_NUMBER && !take_shared_number(j, g))
        return false;
    if (!(conflict & (DD_CONFLICT_NUMBERS | DD_CONFLICT_NAMES)) && !(is_sign && j->signs_count))
        return true;
    counts->conflict_slots++;
    counts->numbers += (conflict & DD_CONFLICT_NUMBERS) != 0;
    const unsigned shift = conflict & DD_CONFLICT_NUMBERS ? dd_slot_shift(j->a, j->b, g) : 0;
    counts->shifts |= shift < 32 ? (uint32_t)1 << shift : 0;
    counts->opening += j->a->words->word[g->a_begin].begin < OPENING_LETTERS ||
                       j->b->words->word[g->b_begin].begin < OPENING_LETTERS;
    dd_facts *facts = j->facts;
    if (!dd_memory_reserve(&facts->conflict, &facts->conflict_capacity, j->conflict_count + 1,
                           sizeof(uint64_t)))
        return false;
    const dd_exchange exchange = dd_slot_exchange(j->a, j->b, g);
    uint64_t key = exchange.key;
    if (a_words > ITEM_WORDS || b_words > ITEM_WORDS) /* a sentence is no item that could be swapped */
        key ^= counts->conflict_slots;
    /* one Han character for another throughout is a way to write it */
    const bool known =
        is_sign || (!(conflict & DD_CONFLICT_NUMBERS) && dd_slot_is_known(vocabulary, j->a, j->b, g));
    counts->rewritten += is_rewritten(j, g);
    facts->conflict[j->conflict_count++] =
        key << KEY_SHIFT | (known ? KNOWN : 0) | (exchange.forth ? FORTH : 0);
    return true;
}

static bool is_aside(const dd_word *word) {
    return word->flags & DD_WORD_ASIDE;
}

/* Whether a word has a capital at the beginning of sentences alone. */
static bool only_opens(const dd_vocabulary *vocabulary, const dd_word *word) {
    return !(word->flags & (DD_WORD_NUMBER | DD_WORD_UNCASED)) &&
           dd_vocabulary_find(vocabulary, word)->capital == 0;
}

static bool take_match(job *j, const dd_match *match) {
    const dd_word *word = j->a->words->word + match->a;
    dd_form_counts *counts = &j->facts->counts;
    const dd_word *other = j->b->words->word + match->b;
    const size_t letters_a = word[match->length - 1].end - word[0].begin,
                 letters_b = other[match->length - 1].end - other[0].begin;
    /* of a text that is not split whole (nearby.h), words that follow one another may stand far apart */
    const size_t letters = letters_a < letters_b ? letters_a : letters_b;
    counts->matched_letters += letters;
    if (letters > counts->intact_letters)
        counts->intact_letters = letters;
    if (!dd_memory_reserve(&j->facts->fact, &j->facts->fact_capacity, j->fact_count + match->length,
                           sizeof(dd_agreeing)))
        return false;
    for (uint32_t i = 0, together = 0; i < match->length; i++) {
        if (is_aside(&word[i]) || is_aside(&other[i]))
            continue;
        bool fact = word[i].flags & DD_WORD_NUMBER || dd_vocabulary_is_name(&j->facts->vocabulary, &word[i]);
        const bool is_item = fact && dd_vocabulary_find(&j->facts->vocabulary, &word[i])->lower == 0;
        counts->matched_words++;
        counts->matched_facts += is_item;
        together = is_item ? together + 1 : 0;
        counts->listed_facts += together == LISTED ? LISTED : together > LISTED;
        if (fact)
            j->facts->fact[j->fact_count++] = (dd_agreeing){word[i].hash, letters <= DD_FORM_PASSAGE_LETTERS,
                                                            !only_opens(&j->facts->vocabulary, &word[i])};
    }
    return true;
}

/* Leaves out the words at either end of a side of a gap that are set aside. Whether some are left, not too
 * many, and all of these may be told. */
static bool trim(const dd_word *word, uint32_t *begin, uint32_t *end) {
    while (*begin < *end && is_aside(&word[*begin]))
        ++*begin;
    while (*begin < *end && is_aside(&word[*end - 1]))
        --*end;
    for (uint32_t i = *begin; i < *end; i++)
        if (is_aside(&word[i]))
            return false;
    return *begin < *end && *end - *begin <= SLOT_WORDS;
}

/* Whether a gap may be a blank, without words that are set aside. */
static bool make_slot(const dd_facts *facts, dd_gap *gap) {
    return trim(facts->first->word, &gap->a_begin, &gap->a_end) &&
           trim(facts->second->word, &gap->b_begin, &gap->b_end);
}

bool dd_facts_next_slot(const dd_facts *facts, size_t *at, dd_gap *gap) {
    while (*at + 1 < facts->diff.count) {
        const dd_match *last = &facts->diff.match[*at], *match = last + 1;
        *gap = (dd_gap){last->a + last->length, match->a, last->b + last->length, match->b};
        ++*at;
        if (make_slot(facts, gap))
            return true;
    }
    return false;
}

bool dd_facts_are_reworded(const dd_facts *facts, const dd_slot_side *a, const dd_slot_side *b,
                           unsigned share) {
    const dd_slot_side *first = facts->b_is_first ? b : a, *second = facts->b_is_first ? a : b;
    size_t all = 0, left, reworded = 0, at = 0;
    dd_gap gap;
    while (dd_facts_next_slot(facts, &at, &gap))
        all += dd_slot_letters(first, second, &gap);
    at = 0;
    left = all; /* no further than the rest could make a difference */
    while (reworded * 100 < all * share && (reworded + left) * 100 >= all * share &&
           dd_facts_next_slot(facts, &at, &gap)) {
        const size_t letters = dd_slot_letters(first, second, &gap);
        left -= letters;
        reworded += dd_slot_is_damaged(first, second, &gap) ? 0 : letters;
    }
    return all > 0 && reworded * 100 >= all * share;
}

/* Whether names of a gap that is no slot conflict, as far as it is no longer than one. */
static bool names_differ(const job *j, dd_gap gap) {
    return make_slot(j->facts, &gap) &&
           (dd_slot_judge(&j->facts->vocabulary, j->a, j->b, &gap) & DD_CONFLICT_NAMES) != 0;
}

static bool open_apart(const job *j) {
    const dd_match *first = j->facts->diff.match;
    return j->facts->diff.count > 0 && first->a <= SLOT_WORDS && first->b <= SLOT_WORDS &&
           names_differ(j, (dd_gap){0, first->a, 0, first->b});
}

static uint32_t slot_end(uint32_t begin, size_t words) {
    return words - begin < SLOT_WORDS ? (uint32_t)words : begin + SLOT_WORDS;
}

static bool end_apart(const job *j) {
    if (j->facts->diff.count == 0)
        return false;
    const dd_match *last = &j->facts->diff.match[j->facts->diff.count - 1];
    const uint32_t a = last->a + last->length, b = last->b + last->length;
    return names_differ(j, (dd_gap){a, slot_end(a, j->a->words->count), b, slot_end(b, j->b->words->count)});
}

/* Counts what matches and what does not. */
static bool take_all(job *j) {
    const dd_diff *diff = &j->facts->diff;
    const size_t a_letters = j->a->letters->count, b_letters = j->b->letters->count;
    j->facts->counts = (dd_form_counts){.words = j->a->words->count + j->b->words->count,
                                        .letters = a_letters < b_letters ? a_letters : b_letters};
    j->conflict_count = j->fact_count = 0;
    bool ok = true;
    for (size_t i = 0; i < diff->count && ok; i++)
        ok = take_match(j, &diff->match[i]);
    j->facts->counts.opens_apart = open_apart(j);
    j->facts->counts.ends_apart = end_apart(j);
    size_t at = 0;
    dd_gap gap;
    while (ok && dd_facts_next_slot(j->facts, &at, &gap))
        ok = take_slot(j, &gap);
    return ok;
}

static int compare_u64(const void *left, const void *right) {
    uint64_t x = *(const uint64_t *)left, y = *(const uint64_t *)right;
    return x < y ? -1 : x > y;
}

static int compare_facts(const void *left, const void *right) {
    const dd_agreeing *x = left, *y = right;
    return x->hash < y->hash ? -1 : x->hash > y->hash;
}

/* Distinct conflicts and exchanges that occur more than once. */
static void count_conflicts(job *j) {
    dd_form_counts *counts = &j->facts->counts;
    if (j->conflict_count > 0)
        qsort(j->facts->conflict, j->conflict_count, sizeof(uint64_t), compare_u64);
    for (size_t i = 0, end; i < j->conflict_count; i = end) {
        const uint64_t *conflict = j->facts->conflict;
        for (end = i + 1; end < j->conflict_count && conflict[end] >> KEY_SHIFT == conflict[i] >> KEY_SHIFT;)
            end++;
        counts->conflicts++;
        if (conflict[i] & KNOWN && conflict[i] == conflict[end - 1])
            continue; /* another name for the same; if they change places they are two */
        counts->swapped_items += end - i > 1;
        if (end - i > counts->swapped_most)
            counts->swapped_most = end - i;
    }
    if (j->fact_count > 0)
        qsort(j->facts->fact, j->fact_count, sizeof(dd_agreeing), compare_facts);
    for (size_t i = 0, end; i < j->fact_count; i = end) {
        bool is_short = false;
        for (end = i; end < j->fact_count && j->facts->fact[end].hash == j->facts->fact[i].hash; end++)
            is_short |= j->facts->fact[end].in_short_stretch;
        counts->agreeing++;
        counts->agreeing_short += is_short;
        counts->agreeing_sure += j->facts->fact[i].is_sure;
    }
}

/* Whether the texts have hardly a figure in common, nor most of their names. */
static bool are_unlike(const dd_shared_facts *f) {
    const size_t numbers = f->numbers[0] < f->numbers[1] ? f->numbers[0] : f->numbers[1];
    const size_t names = f->names[0] < f->names[1] ? f->names[0] : f->names[1];
    return numbers >= LEAST_NUMBERS && f->numbers_shared * 100 <= numbers * SHARED_NUMBERS &&
           f->names_shared * 100 <= names * SHARED_NAMES;
}

/* Whether b goes first, being longer: where words recur the diff has a choice, and must make the same one
 * both ways round.
 */
static bool goes_first(const dd_words *b, const dd_words *a) {
    if (a->count != b->count)
        return b->count > a->count;
    size_t i = 0;
    while (i < a->count && a->word[i].hash == b->word[i].hash)
        i++;
    return i < a->count && b->word[i].hash < a->word[i].hash;
}

bool dd_facts_may_be_unlike(const dd_words *words) {
    uint32_t number[LEAST_NUMBERS];
    size_t numbers = 0;
    for (size_t i = 0; i < words->count && numbers < LEAST_NUMBERS; i++) {
        size_t k = 0;
        if (!(words->word[i].flags & DD_WORD_NUMBER))
            continue;
        number[numbers] = words->word[i].hash | 1; /* as the vocabulary has it */
        while (number[k] != number[numbers])
            k++;
        numbers += k == numbers;
    }
    return numbers == LEAST_NUMBERS;
}

dedupe_status dd_facts_unlike(dd_facts *facts, const dd_words *a, const dd_words *b, bool *unlike,
                              dedupe_error *error) {
    if (!dd_vocabulary_read(&facts->vocabulary, a, b))
        return dd_error_memory(error);
    const dd_shared_facts shared = dd_vocabulary_share(&facts->vocabulary);
    *unlike = are_unlike(&shared);
    return DEDUPE_OK;
}

/* The verdict, once what the diff leaves over is counted, if it hangs on that. */
static dedupe_status settle(dd_facts *facts, const dd_slot_side *a, const dd_slot_side *b, dd_verdict made,
                            dd_verdict *verdict, dedupe_error *error) {
    dedupe_status status = DEDUPE_OK;
    if (dd_form_asks_remainder(&facts->counts, made)) {
        if (dd_nearby_is_long(a->letters) || dd_nearby_is_long(b->letters)) {
            *verdict = made;
            return DEDUPE_OK;
        }
        status = dd_remainder_count(&facts->remainder, a, b, &facts->diff, &facts->counts.remainder, error);
    }
    if (status == DEDUPE_OK)
        *verdict = dd_form_settle(&facts->counts, made);
    return status;
}

dedupe_status dd_facts_judge(dd_facts *facts, const dd_slot_side *a, const dd_slot_side *b,
                             dd_verdict *verdict, dedupe_error *error) {
    facts->b_is_first = goes_first(b->words, a->words);
    if (facts->b_is_first) {
        const dd_slot_side *first = b;
        b = a;
        a = first;
    }
    facts->first = a->words;
    facts->second = b->words;
    job j = {.facts = facts, .a = a, .b = b};
    dedupe_status status = dd_diff_words(&facts->diff, a->words, b->words, error);
    if (status != DEDUPE_OK)
        return status;
    bool ok = dd_vocabulary_read(&facts->vocabulary, a->words, b->words);
    if (ok)
        dd_vocabulary_match(&facts->vocabulary, a->words, &facts->diff);
    ok = ok && take_all(&j);
    if (ok && facts->counts.signs > 0 && facts->counts.signs <= facts->counts.conflict_slots) {
        j.signs_count = true;
        ok = take_all(&j);
    }
    if (!ok)
        return dd_error_memory(error);
    facts->counts.shared = dd_vocabulary_share(&facts->vocabulary);
    count_conflicts(&j);
    return settle(facts, a, b, dd_form_judge(&facts->counts), verdict, error);
}

void dd_facts_free(dd_facts *facts) {
    dd_diff_free(&facts->diff);
    dd_vocabulary_free(&facts->vocabulary);
    dd_remainder_free(&facts->remainder);
    dd_memory_free(facts->conflict);
    dd_memory_free(facts->fact);
    *facts = (dd_facts){0};
}
