#include "verify/diff.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"

enum {
    ANCHOR_WORDS = 3, /* words of an anchor at first; shorter ones are tried between anchors */
    TABLE_SIDE = 48,  /* words of a rest that is compared by table */
    LEAST_GRAM_BITS = 6
};

#define SEVERAL UINT32_MAX /* places of an n-gram */

typedef struct range {
    uint32_t a_begin, a_end, b_begin, b_end;
} range;

typedef struct job {
    dd_diff *diff;
    const dd_word *a;
    const dd_word *b;
} job;

static bool add_match(dd_diff *diff, uint32_t a, uint32_t b, uint32_t length) {
    if (length == 0)
        return true;
    if (diff->count > 0) {
        dd_match *last = &diff->match[diff->count - 1];
        if (last->a + last->length == a && last->b + last->length == b) {
            last->length += length;
            return true;
        }
    }
    if (!dd_memory_reserve(&diff->match, &diff->capacity, diff->count + 1, sizeof *diff->match))
        return false;
    diff->match[diff->count++] = (dd_match){a, b, length};
    return true;
}

static uint32_t gram_hash(const dd_word *word, unsigned words) {
    uint64_t hash = 0;
    for (unsigned i = 0; i < words; i++)
        hash = (hash ^ word[i].hash) * 0x9E3779B97F4A7C15u + (hash >> 31);
    return (uint32_t)(hash >> 32);
}

static bool same_words(const job *j, uint32_t a, uint32_t b, unsigned words) {
    for (unsigned i = 0; i < words; i++)
        if (j->a[a + i].hash != j->b[b + i].hash)
            return false;
    return true;
}

/* The entry of a hash, or the free one where it belongs. */
static dd_gram *find_gram(dd_gram *gram, unsigned bits, uint32_t hash) {
    const size_t mask = ((size_t)1 << bits) - 1;
    size_t i = hash >> (32 - bits);
    while (gram[i].b != 0 && gram[i].hash != hash)
        i = (i + 1) & mask;
    return &gram[i];
}

/* Enters the n-grams of side b of a range. */
static void enter_b(const job *j, const range *r, unsigned words, unsigned bits) {
    memset(j->diff->gram, 0, sizeof(dd_gram) << bits);
    for (uint32_t i = r->b_begin; i + words <= r->b_end; i++) {
        const uint32_t hash = gram_hash(j->b + i, words);
        dd_gram *gram = find_gram(j->diff->gram, bits, hash);
        gram->hash = hash;
        gram->b = gram->b ? SEVERAL : i + 1;
    }
}

/* Looks up those of side a. Returns how many entries it has. */
static size_t look_up_a(const job *j, const range *r, unsigned words, unsigned bits) {
    size_t met = 0;
    for (uint32_t i = r->a_begin; i + words <= r->a_end; i++) {
        dd_gram *gram = find_gram(j->diff->gram, bits, gram_hash(j->a + i, words));
        if (gram->b == 0)
            continue;
        if (gram->a == 0)
            j->diff->met[met++] = (uint32_t)(gram - j->diff->gram);
        gram->a = gram->a ? SEVERAL : i + 1;
    }
    return met;
}

/* The n-grams of a range that occur once on either side, in order of a: chain entries pair[2k] = a,
 * pair[2k + 1] = b. */
static bool unique_pairs(const job *j, const range *r, unsigned words, size_t *pairs) {
    dd_diff *diff = j->diff;
    const size_t most = r->b_end - r->b_begin;
    unsigned bits = LEAST_GRAM_BITS;
    while (bits < 31 && (size_t)1 << bits < 4 * most)
        bits++;
    if (!dd_memory_reserve(&diff->gram, &diff->gram_capacity, (size_t)1 << bits, sizeof *diff->gram) ||
        !dd_memory_reserve(&diff->met, &diff->met_capacity, most, sizeof *diff->met) ||
        !dd_memory_reserve(&diff->chain, &diff->chain_capacity, 4 * most, sizeof *diff->chain))
        return false;
    enter_b(j, r, words, bits);
    const size_t met = look_up_a(j, r, words, bits);
    size_t kept = 0;
    for (size_t i = 0; i < met; i++) {
        const dd_gram *gram = &diff->gram[diff->met[i]];
        if (gram->a == SEVERAL || gram->b == SEVERAL || !same_words(j, gram->a - 1, gram->b - 1, words))
            continue;
        diff->chain[2 * kept] = gram->a - 1;
        diff->chain[2 * kept + 1] = gram->b - 1;
        kept++;
    }
    *pairs = kept;
    return true;
}

/* Longest chain of pairs that ascend on side b too (they ascend on a). Leaves the chain's pairs at the front
 * of `pair` and returns their number. */
static size_t longest_chain(uint32_t *pair, size_t pairs) {
    uint32_t *tail = pair + 2 * pairs; /* pair that ends the best chain of each length */
    uint32_t *before = tail + pairs;
    size_t length = 0;
    for (size_t i = 0; i < pairs; i++) {
        const bool goes_on = length > 0 && pair[2 * tail[length - 1] + 1] < pair[2 * i + 1]; /* most do */
        size_t low = goes_on ? length : 0, high = length;
        while (low < high) {
            size_t middle = (low + high) / 2;
            if (pair[2 * tail[middle] + 1] < pair[2 * i + 1])
                low = middle + 1;
            else
                high = middle;
        }
        before[i] = low > 0 ? tail[low - 1] : UINT32_MAX;
        tail[low] = (uint32_t)i;
        length += low == length;
    }
    if (length == pairs) /* all of them, as in a copy */
        return length;
    uint32_t at = length > 0 ? tail[length - 1] : UINT32_MAX;
    for (size_t i = length; i-- > 0; at = before[at])
        tail[i] = at;
    for (size_t i = 0; i < length; i++) { /* chain positions never lie before i */
        pair[2 * i] = pair[2 * tail[i]];
        pair[2 * i + 1] = pair[2 * tail[i] + 1];
    }
    return length;
}

/* The words of side a that side b may have; in most small rests there is none. */
static uint32_t list_rows(const job *j, const range *r, uint32_t row[TABLE_SIDE]) {
    uint64_t columns = 0; /* a bit for six bits of each hash */
    uint32_t rows = 0;
    for (uint32_t b = r->b_begin; b < r->b_end; b++)
        columns |= (uint64_t)1 << (j->b[b].hash >> 26);
    for (uint32_t a = r->a_begin; a < r->a_end; a++) {
        row[rows] = a;
        rows += (uint32_t)(columns >> (j->a[a].hash >> 26) & 1);
    }
    return rows;
}

/* Longest common subsequence of a small range by the table. A word that side b has not is passed over in the
 * full table, too, so it needs no row. */
static bool match_table(const job *j, const range *r) {
    uint8_t best[TABLE_SIDE + 1][TABLE_SIDE + 1];
    uint32_t place[TABLE_SIDE];
    const uint32_t rows = list_rows(j, r, place), columns = r->b_end - r->b_begin;
    if (rows == 0)
        return true;
    const dd_word *b = j->b + r->b_begin;
    memset(best[rows], 0, columns + 1);
    for (uint32_t row = rows; row-- > 0;) {
        const uint32_t hash = j->a[place[row]].hash;
        best[row][columns] = 0;
        for (uint32_t column = columns; column-- > 0;) {
            uint8_t down = best[row + 1][column], right = best[row][column + 1];
            if (hash == b[column].hash)
                best[row][column] = (uint8_t)(best[row + 1][column + 1] + 1);
            else
                best[row][column] = down > right ? down : right;
        }
    }
    for (uint32_t row = 0, column = 0; row < rows && column < columns;) {
        if (j->a[place[row]].hash == b[column].hash) {
            if (!add_match(j->diff, place[row], r->b_begin + column, 1))
                return false;
            row++;
            column++;
        } else if (best[row + 1][column] >= best[row][column + 1]) {
            row++;
        } else {
            column++;
        }
    }
    return true;
}

static bool match_range(const job *j, range r, unsigned words);

/* Ranges between the chained anchors, each anchor grown to the left and right as far as words agree. */
static bool match_between(const job *j, range r, unsigned words, const uint32_t *pair, size_t anchors) {
    for (size_t i = 0; i < anchors; i++) {
        uint32_t a = pair[2 * i], b = pair[2 * i + 1], length = words;
        if (a < r.a_begin || b < r.b_begin) /* swallowed by the anchor before */
            continue;
        while (a > r.a_begin && b > r.b_begin && j->a[a - 1].hash == j->b[b - 1].hash) {
            a--;
            b--;
            length++;
        }
        while (a + length < r.a_end && b + length < r.b_end && j->a[a + length].hash == j->b[b + length].hash)
            length++;
        if (!match_range(j, (range){r.a_begin, a, r.b_begin, b}, words - 1) ||
            !add_match(j->diff, a, b, length))
            return false;
        r.a_begin = a + length;
        r.b_begin = b + length;
    }
    return match_range(j, r, words - 1);
}

static bool match_range(const job *j, range r, unsigned words) {
    if (r.a_begin == r.a_end || r.b_begin == r.b_end)
        return true;
    if (r.a_end - r.a_begin <= TABLE_SIDE && r.b_end - r.b_begin <= TABLE_SIDE)
        return match_table(j, &r);
    if (words == 0)
        return true;
    size_t pairs;
    if (!unique_pairs(j, &r, words, &pairs))
        return false;
    size_t anchors = longest_chain(j->diff->chain, pairs);
    if (anchors == 0)
        return match_range(j, r, words - 1);
    /* the scratch is used again further down, so the chain is kept apart */
    uint32_t *pair = dd_memory_allocate(2 * anchors, sizeof *pair);
    if (!pair)
        return false;
    memcpy(pair, j->diff->chain, 2 * anchors * sizeof *pair);
    bool ok = match_between(j, r, words, pair, anchors);
    dd_memory_free(pair);
    return ok;
}

dedupe_status dd_diff_words(dd_diff *diff, const dd_words *a, const dd_words *b, dedupe_error *error) {
    const job j = {diff, a->word, b->word};
    diff->count = 0;
    if (!match_range(&j, (range){0, (uint32_t)a->count, 0, (uint32_t)b->count}, ANCHOR_WORDS))
        return dd_error_memory(error);
    return DEDUPE_OK;
}

void dd_diff_free(dd_diff *diff) {
    dd_memory_free(diff->match);
    dd_memory_free(diff->gram);
    dd_memory_free(diff->met);
    dd_memory_free(diff->chain);
    *diff = (dd_diff){0};
}
