#include "verify/diff.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/sort.h"

enum {
    ANCHOR_WORDS = 3, /* words of an anchor at first; shorter ones are tried between anchors */
    TABLE_SIDE = 48   /* words of a rest that is compared by table */
};

/* An n-gram is side and position << KEY_BITS | hash, so that a stable sort by the hash brings equal ones
 * together, those of side a first. */
enum { KEY_BITS = 32 };

#define SIDE_B 0x80000000u

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

/* Writes the n-grams of both sides of a range. */
static size_t collect_grams(const job *j, const range *r, unsigned words, uint64_t *gram) {
    size_t count = 0;
    for (uint32_t i = r->a_begin; i + words <= r->a_end; i++)
        gram[count++] = (uint64_t)i << KEY_BITS | gram_hash(j->a + i, words);
    for (uint32_t i = r->b_begin; i + words <= r->b_end; i++)
        gram[count++] = (uint64_t)(i | SIDE_B) << KEY_BITS | gram_hash(j->b + i, words);
    return count;
}

/* Keeps the n-grams that occur once on either side, as b << KEY_BITS | a in place of the grams. */
static size_t keep_unique(const job *j, unsigned words, uint64_t *gram, size_t count) {
    size_t kept = 0;
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && (uint32_t)gram[end] == (uint32_t)gram[i];)
            end++;
        const uint32_t a = (uint32_t)(gram[i] >> KEY_BITS), b = (uint32_t)(gram[end - 1] >> KEY_BITS);
        if (end - i == 2 && !(a & SIDE_B) && b & SIDE_B && same_words(j, a, b & ~SIDE_B, words))
            gram[kept++] = (uint64_t)(b & ~SIDE_B) << KEY_BITS | a;
    }
    return kept;
}

/* The n-grams of a range that occur once on either side, in order of a: chain entries pair[2k] = a,
 * pair[2k + 1] = b. */
static bool unique_pairs(const job *j, const range *r, unsigned words, size_t *pairs) {
    dd_diff *diff = j->diff;
    const size_t most = (size_t)(r->a_end - r->a_begin) + (r->b_end - r->b_begin);
    if (!dd_memory_reserve(&diff->gram, &diff->gram_capacity, 2 * most, sizeof *diff->gram) ||
        !dd_memory_reserve(&diff->chain, &diff->chain_capacity, 6 * most, sizeof *diff->chain))
        return false;
    uint64_t *gram = diff->gram, *scratch = diff->gram + most;
    const size_t count = collect_grams(j, r, words, gram);
    dd_sort_u64(gram, scratch, count, KEY_BITS);
    const size_t kept = keep_unique(j, words, gram, count);
    dd_sort_u64(gram, scratch, kept, KEY_BITS);
    for (size_t i = 0; i < kept; i++) {
        diff->chain[2 * i] = (uint32_t)gram[i];
        diff->chain[2 * i + 1] = (uint32_t)(gram[i] >> KEY_BITS);
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
        size_t low = 0, high = length;
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
    uint32_t at = length > 0 ? tail[length - 1] : UINT32_MAX;
    for (size_t i = length; i-- > 0; at = before[at])
        tail[i] = at;
    for (size_t i = 0; i < length; i++) { /* chain positions never lie before i */
        pair[2 * i] = pair[2 * tail[i]];
        pair[2 * i + 1] = pair[2 * tail[i] + 1];
    }
    return length;
}

/* Longest common subsequence of a small range by the full table. */
static bool match_table(const job *j, const range *r) {
    uint8_t best[TABLE_SIDE + 1][TABLE_SIDE + 1];
    const uint32_t rows = r->a_end - r->a_begin, columns = r->b_end - r->b_begin;
    memset(best[rows], 0, columns + 1);
    for (uint32_t row = rows; row-- > 0;) {
        best[row][columns] = 0;
        for (uint32_t column = columns; column-- > 0;) {
            uint8_t down = best[row + 1][column], right = best[row][column + 1];
            if (j->a[r->a_begin + row].hash == j->b[r->b_begin + column].hash)
                best[row][column] = (uint8_t)(best[row + 1][column + 1] + 1);
            else
                best[row][column] = down > right ? down : right;
        }
    }
    for (uint32_t row = 0, column = 0; row < rows && column < columns;) {
        if (j->a[r->a_begin + row].hash == j->b[r->b_begin + column].hash) {
            if (!add_match(j->diff, r->a_begin + row, r->b_begin + column, 1))
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
    dd_memory_free(diff->chain);
    *diff = (dd_diff){0};
}
