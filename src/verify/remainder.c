#include "verify/remainder.h"

#include "base/error.h"
#include "base/memory.h"
#include "base/sort.h"

enum { KEY_BITS = 8 * DD_LETTERS_WINDOW };

/* Distinct windows, ascending. */
typedef struct window_set {
    uint64_t *key;
    size_t count;
} window_set;

static void add_windows(window_set *set, const dd_letters *letters, size_t begin, size_t end) {
    for (size_t i = begin; i + DD_LETTERS_WINDOW <= end; i++)
        set->key[set->count++] = dd_letters_window(letters, i);
}

static void make_distinct(window_set *set, uint64_t *scratch) {
    dd_sort_u64(set->key, scratch, set->count, KEY_BITS);
    size_t kept = 0;
    for (size_t i = 0; i < set->count; i++)
        if (kept == 0 || set->key[kept - 1] != set->key[i])
            set->key[kept++] = set->key[i];
    set->count = kept;
}

/* The windows that lie wholly in what the diff leaves over of one side. */
static void collect_rest(window_set *set, const dd_slot_side *side, const dd_diff *diff, bool is_b) {
    const dd_words *words = side->words;
    size_t begin = 0;
    for (size_t i = 0; i <= diff->count; i++) {
        const dd_match *match = i < diff->count ? &diff->match[i] : NULL;
        const size_t end = !match ? words->count : is_b ? match->b : match->a;
        if (end > begin)
            add_windows(set, side->letters, words->word[begin].begin, words->word[end - 1].end);
        if (match)
            begin = end + match->length;
    }
}

static size_t count_common(const window_set *x, const window_set *y) {
    size_t common = 0;
    for (size_t i = 0, k = 0; i < x->count && k < y->count;) {
        const uint64_t left = x->key[i], right = y->key[k];
        common += left == right;
        i += left <= right;
        k += right <= left;
    }
    return common;
}

dedupe_status dd_remainder_count(dd_remainder *scratch, const dd_slot_side *a, const dd_slot_side *b,
                                 const dd_diff *diff, dd_remainder_counts *counts, dedupe_error *error) {
    const size_t of_a = a->letters->count, of_b = b->letters->count, longer = of_a > of_b ? of_a : of_b;
    if (!dd_memory_reserve(&scratch->key, &scratch->capacity, of_a + of_b + 2 * longer, sizeof(uint64_t)))
        return dd_error_memory(error);
    uint64_t *spare = scratch->key + of_a + of_b, *all = spare + longer;
    window_set rest_a = {scratch->key, 0}, rest_b = {scratch->key + of_a, 0}, whole = {all, 0};
    collect_rest(&rest_a, a, diff, false);
    collect_rest(&rest_b, b, diff, true);
    make_distinct(&rest_a, spare);
    make_distinct(&rest_b, spare);
    const bool fewer_in_a = rest_a.count <= rest_b.count;
    const dd_letters *other = fewer_in_a ? b->letters : a->letters;
    add_windows(&whole, other, 0, other->count);
    make_distinct(&whole, spare);
    const window_set *rest = fewer_in_a ? &rest_a : &rest_b;
    *counts = (dd_remainder_counts){rest->count, count_common(rest, &whole)};
    return DEDUPE_OK;
}

void dd_remainder_free(dd_remainder *scratch) {
    dd_memory_free(scratch->key);
    *scratch = (dd_remainder){0};
}
