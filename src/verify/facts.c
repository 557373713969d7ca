#include "verify/facts.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"

enum {
    LEAST_CONFLICTS = 3,
    CONFLICT_SHARE = 30,   /* per cent of all distinct facts that conflict in a form */
    SLOT_SHARE = 20,       /* per cent of the slots that conflict in a form */
    SHORT_STRETCH = 200,   /* letters; a longer matched stretch is an intact passage */
    OPENING_LETTERS = 120, /* an update may keep long passages, a form opens with its facts */
    SLOT_WORDS = 24,       /* a longer gap is rewritten text, not a slot of a form */
    SWAPPED_GAPS = 4,
    SWAPPED_SHARE =
        15, /* per cent of all distinct facts in conflict; a reprint under another masthead has less */
    ITEM_WORDS = 4,       /* words of a name or figure */
    SPELLED_LETTERS = 48, /* letters of a gap that are compared by spelling */
    NAME_LETTERS = 20,    /* letters of a gap that may be a name where there is no case */
    ALIKE_NAMES = 50,     /* per cent of letters that agree in names that are one name */
    ALIKE_GAP = 60,       /* per cent of letters that agree in a gap that is only damaged */
    LIST_WORDS = 30,      /* matched words from which on a share of them means something */
    LIST_SHARE = 44       /* per cent of matched words that are names or numbers in a list */
};

/* A gap: words [a_begin, a_end) against [b_begin, b_end). */
typedef struct gap {
    uint32_t a_begin, a_end, b_begin, b_end;
} gap;

typedef struct job {
    dd_facts *facts;
    const dd_facts_side *a;
    const dd_facts_side *b;
    size_t conflict_count;
    size_t fact_count;
} job;

/* ---- names: capitalised words that neither text has in lower case. Where there is no case, words of gaps
 * that do not occur in matched text: what both texts say in common is their common vocabulary. */

static bool common_has(const dd_facts *facts, uint32_t hash) {
    size_t mask = ((size_t)1 << facts->common_bits) - 1;
    for (size_t i = hash & mask; facts->common[i]; i = (i + 1) & mask)
        if (facts->common[i] == (hash | 1))
            return true;
    return false;
}

static void common_add(dd_facts *facts, uint32_t hash) {
    size_t mask = ((size_t)1 << facts->common_bits) - 1;
    size_t i = hash & mask;
    while (facts->common[i] && facts->common[i] != (hash | 1))
        i = (i + 1) & mask;
    facts->common[i] = hash | 1;
}

static bool collect_common(job *j) {
    dd_facts *facts = j->facts;
    size_t words = j->a->words->count + j->b->words->count;
    facts->common_bits = 6;
    while ((size_t)1 << facts->common_bits < 2 * words)
        facts->common_bits++;
    if (!dd_memory_reserve(&facts->common, &facts->common_capacity, (size_t)1 << facts->common_bits,
                           sizeof(uint32_t)))
        return false;
    memset(facts->common, 0, sizeof(uint32_t) << facts->common_bits);
    const dd_words *sides[2] = {j->a->words, j->b->words};
    for (unsigned side = 0; side < 2; side++)
        for (size_t i = 0; i < sides[side]->count; i++)
            if (!(sides[side]->word[i].flags & (DD_WORD_CAPITAL | DD_WORD_UNCASED | DD_WORD_NUMBER)))
                common_add(facts, sides[side]->word[i].hash);
    for (size_t m = 0; m < facts->diff.count; m++)
        for (uint32_t i = 0; i < facts->diff.match[m].length; i++) {
            const dd_word *word = &j->a->words->word[facts->diff.match[m].a + i];
            if (word->flags & DD_WORD_UNCASED)
                common_add(facts, word->hash);
        }
    return true;
}

static bool is_number(const dd_word *word) {
    return word->flags & DD_WORD_NUMBER;
}

static bool is_name(const dd_facts *facts, const dd_word *word) {
    if (is_number(word))
        return false;
    return word->flags & (DD_WORD_CAPITAL | DD_WORD_UNCASED) && !common_has(facts, word->hash);
}

/* ---- spelling */

/* Letters of the chosen words of a gap side, at most SPELLED_LETTERS. */
typedef struct spelling {
    uint8_t letter[SPELLED_LETTERS];
    size_t count;
} spelling;

static void spell(const dd_facts *facts, const dd_facts_side *side, uint32_t begin, uint32_t end,
                  bool names_only, spelling *out) {
    out->count = 0;
    for (uint32_t i = begin; i < end; i++) {
        const dd_word *word = &side->words->word[i];
        if (names_only && !is_name(facts, word))
            continue;
        for (uint32_t l = word->begin; l < word->end && out->count < SPELLED_LETTERS; l++)
            out->letter[out->count++] = side->letters->letter[l];
    }
}

/* Per cent of the longer spelling that the two have in common, by edit distance. */
static unsigned alike(const spelling *a, const spelling *b) {
    uint8_t row[SPELLED_LETTERS + 1];
    size_t longer = a->count > b->count ? a->count : b->count;
    if (longer == 0)
        return 100;
    for (size_t k = 0; k <= b->count; k++)
        row[k] = (uint8_t)k;
    for (size_t i = 1; i <= a->count; i++) {
        uint8_t diagonal = row[0];
        row[0] = (uint8_t)i;
        for (size_t k = 1; k <= b->count; k++) {
            uint8_t change = (uint8_t)(diagonal + (a->letter[i - 1] != b->letter[k - 1]));
            uint8_t skip = (uint8_t)((row[k] < row[k - 1] ? row[k] : row[k - 1]) + 1);
            diagonal = row[k];
            row[k] = change < skip ? change : skip;
        }
    }
    return (unsigned)(100 - 100 * (size_t)row[b->count] / longer);
}

/* Whether one side is made of the first letters of the other's words: "US" for "United States". */
static bool is_initials(const dd_facts_side *abbreviated, uint32_t begin, uint32_t end,
                        const dd_facts_side *full, uint32_t full_begin, uint32_t full_end) {
    if (end - begin != 1 || full_end - full_begin < 2)
        return false;
    const dd_word *word = &abbreviated->words->word[begin];
    if (word->end - word->begin != full_end - full_begin)
        return false;
    for (uint32_t i = full_begin; i < full_end; i++)
        if (abbreviated->letters->letter[word->begin + i - full_begin] !=
            full->letters->letter[full->words->word[i].begin])
            return false;
    return true;
}

/* ---- gaps */

static size_t count_numbers(const dd_facts_side *side, uint32_t begin, uint32_t end) {
    size_t numbers = 0;
    for (uint32_t i = begin; i < end; i++)
        numbers += is_number(&side->words->word[i]);
    return numbers;
}

static bool share_word(const job *j, const gap *g, bool numbers) {
    for (uint32_t x = g->a_begin; x < g->a_end; x++)
        for (uint32_t y = g->b_begin; y < g->b_end; y++)
            if (j->a->words->word[x].hash == j->b->words->word[y].hash &&
                is_number(&j->a->words->word[x]) == numbers)
                return true;
    return false;
}

static bool numbers_conflict(const job *j, const gap *g) {
    return count_numbers(j->a, g->a_begin, g->a_end) > 0 && count_numbers(j->b, g->b_begin, g->b_end) > 0 &&
           !share_word(j, g, true);
}

/* Whether a gap has words of a script without case, where any word may be a name. */
static bool is_uncased(const dd_facts_side *side, uint32_t begin, uint32_t end) {
    for (uint32_t i = begin; i < end; i++)
        if (side->words->word[i].flags & DD_WORD_UNCASED)
            return true;
    return false;
}

static size_t gap_letters(const dd_facts_side *side, uint32_t begin, uint32_t end) {
    return end > begin ? side->words->word[end - 1].end - side->words->word[begin].begin : 0;
}

static bool names_conflict(const job *j, const gap *g) {
    spelling a, b;
    spell(j->facts, j->a, g->a_begin, g->a_end, true, &a);
    spell(j->facts, j->b, g->b_begin, g->b_end, true, &b);
    if (a.count == 0 || b.count == 0 || alike(&a, &b) >= ALIKE_NAMES)
        return false;
    if (is_uncased(j->a, g->a_begin, g->a_end) && (gap_letters(j->a, g->a_begin, g->a_end) > NAME_LETTERS ||
                                                   gap_letters(j->b, g->b_begin, g->b_end) > NAME_LETTERS))
        return false;
    if (is_initials(j->a, g->a_begin, g->a_end, j->b, g->b_begin, g->b_end) ||
        is_initials(j->b, g->b_begin, g->b_end, j->a, g->a_begin, g->a_end))
        return false;
    spell(j->facts, j->a, g->a_begin, g->a_end, false, &a);
    spell(j->facts, j->b, g->b_begin, g->b_end, false, &b);
    return alike(&a, &b) < ALIKE_GAP;
}

/* A key of the exchange that does not depend on which side is which. */
static uint64_t exchange_key(const job *j, const gap *g) {
    uint64_t a = 0, b = 0;
    for (uint32_t i = g->a_begin; i < g->a_end; i++)
        a = (a ^ j->a->words->word[i].hash) * 0x9E3779B97F4A7C15u;
    for (uint32_t i = g->b_begin; i < g->b_end; i++)
        b = (b ^ j->b->words->word[i].hash) * 0x9E3779B97F4A7C15u;
    return (a ^ a >> 32) + (b ^ b >> 32);
}

static bool take_gap(job *j, const gap *g) {
    dd_facts_counts *counts = &j->facts->counts;
    const uint32_t a_words = g->a_end - g->a_begin, b_words = g->b_end - g->b_begin;
    if (a_words > SLOT_WORDS || b_words > SLOT_WORDS) {
        counts->loose_words += a_words + b_words;
        return true;
    }
    if (a_words == 0 || b_words == 0)
        return true;
    counts->slots++;
    if (!numbers_conflict(j, g) && !names_conflict(j, g))
        return true;
    counts->conflict_slots++;
    counts->opening += j->a->words->word[g->a_begin].begin < OPENING_LETTERS ||
                       j->b->words->word[g->b_begin].begin < OPENING_LETTERS;
    if (!dd_memory_reserve(&j->facts->conflict, &j->facts->conflict_capacity, j->conflict_count + 1,
                           sizeof(uint64_t)))
        return false;
    j->facts->conflict[j->conflict_count++] = exchange_key(j, g);
    if (a_words > ITEM_WORDS || b_words > ITEM_WORDS) /* a sentence is no item that could be swapped */
        j->facts->conflict[j->conflict_count - 1] ^= counts->conflict_slots;
    return true;
}

static bool take_match(job *j, const dd_match *match) {
    const dd_word *word = j->a->words->word + match->a;
    dd_facts_counts *counts = &j->facts->counts;
    size_t letters = word[match->length - 1].end - word[0].begin;
    if (letters > counts->intact_letters)
        counts->intact_letters = letters;
    if (!dd_memory_reserve(&j->facts->fact, &j->facts->fact_capacity, j->fact_count + match->length,
                           sizeof(dd_agreeing)))
        return false;
    for (uint32_t i = 0; i < match->length; i++) {
        bool fact = is_number(&word[i]) || is_name(j->facts, &word[i]);
        counts->matched_words++;
        counts->matched_facts += fact;
        if (fact)
            j->facts->fact[j->fact_count++] = (dd_agreeing){word[i].hash, letters <= SHORT_STRETCH};
    }
    return true;
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
    dd_facts_counts *counts = &j->facts->counts;
    if (j->conflict_count > 0)
        qsort(j->facts->conflict, j->conflict_count, sizeof(uint64_t), compare_u64);
    for (size_t i = 0, end; i < j->conflict_count; i = end) {
        for (end = i + 1; end < j->conflict_count && j->facts->conflict[end] == j->facts->conflict[i];)
            end++;
        counts->conflicts++;
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
    }
}

/* An intact block that is half of the shorter text is the story, whatever frame it is printed in. */
static bool is_one_block(const dd_facts_counts *c, size_t shorter_letters) {
    return c->intact_letters > SHORT_STRETCH && 2 * c->intact_letters >= shorter_letters;
}

static dd_verdict judge(const dd_facts_counts *c, size_t shorter_letters) {
    const bool one_block = is_one_block(c, shorter_letters);
    const bool slots_differ =
        c->conflicts >= LEAST_CONFLICTS && c->conflict_slots * 100 >= c->slots * SLOT_SHARE;
    const bool most_differ = c->conflicts > c->agreeing;
    const bool many_differ = c->conflicts * 100 >= (c->conflicts + c->agreeing_short) * CONFLICT_SHARE;
    const bool no_story =
        c->intact_letters <= SHORT_STRETCH || (2 * c->opening > c->conflict_slots && !one_block);
    if (slots_differ && (most_differ || (many_differ && no_story)))
        return DD_VERDICT_FORM;
    const bool is_swapped =
        c->swapped_most >= SWAPPED_GAPS || (c->swapped_items >= 2 && c->conflicts >= LEAST_CONFLICTS);
    if (is_swapped && !one_block && c->conflicts * 100 >= (c->conflicts + c->agreeing) * SWAPPED_SHARE)
        return DD_VERDICT_SWAPPED;
    if (c->matched_words >= LIST_WORDS && c->matched_facts * 100 >= c->matched_words * LIST_SHARE)
        return DD_VERDICT_LIST;
    return DD_VERDICT_SAME_EVENT;
}

dedupe_status dd_facts_judge(dd_facts *facts, const dd_facts_side *a, const dd_facts_side *b,
                             dd_verdict *verdict, dedupe_error *error) {
    job j = {.facts = facts, .a = a, .b = b};
    facts->counts = (dd_facts_counts){0};
    dedupe_status status = dd_diff_words(&facts->diff, a->words, b->words, error);
    if (status != DEDUPE_OK)
        return status;
    bool ok = collect_common(&j);
    for (size_t i = 0; i < facts->diff.count && ok; i++) {
        const dd_match *match = &facts->diff.match[i];
        ok = take_match(&j, match);
        if (i > 0) {
            const dd_match *last = match - 1;
            gap g = {last->a + last->length, match->a, last->b + last->length, match->b};
            ok = ok && take_gap(&j, &g);
        } else {
            facts->counts.loose_words += match->a + match->b;
        }
        if (i + 1 == facts->diff.count)
            facts->counts.loose_words +=
                a->words->count - (match->a + match->length) + b->words->count - (match->b + match->length);
    }
    facts->counts.words = a->words->count + b->words->count;
    if (!ok)
        return dd_error_memory(error);
    count_conflicts(&j);
    *verdict =
        judge(&facts->counts, a->letters->count < b->letters->count ? a->letters->count : b->letters->count);
    return DEDUPE_OK;
}

void dd_facts_free(dd_facts *facts) {
    dd_diff_free(&facts->diff);
    dd_memory_free(facts->common);
    dd_memory_free(facts->conflict);
    dd_memory_free(facts->fact);
    *facts = (dd_facts){0};
}
