#include "reference.h"

#include <stdlib.h>
#include <string.h>

#include "text/letters.h"
#include "verify/align.h"

enum { SHINGLE = 9 };

/* A shingle that both texts have, at a and b, and the longest chain that ends with it. */
typedef struct equal {
    unsigned a, b;
    unsigned length; /* shingles in that chain */
    size_t before;   /* the one before in that chain; itself if it is the first */
    bool is_taken;   /* belongs to a chain that was taken */
} equal;

typedef struct equals {
    equal *item; /* in order of b, then a */
    size_t count, capacity;
} equals;

static void *require(void *memory) {
    if (memory == NULL)
        abort();
    return memory;
}

/* ---- texts */

static const unsigned char *sorted_letters; /* of compare_starts, which qsort gives no context */

static int compare_starts(const void *left, const void *right) {
    const unsigned x = *(const unsigned *)left, y = *(const unsigned *)right;
    const int order = memcmp(sorted_letters + x, sorted_letters + y, SHINGLE);
    return order != 0 ? order : x < y ? -1 : x > y;
}

reference_text reference_read(const story *text) {
    dd_letters letters = {0};
    if (dd_letters_fold(&letters, text->text, text->length, false, NULL) != DEDUPE_OK)
        abort();
    reference_text made = {.count = letters.count};
    made.letter = require(malloc(letters.count + 1));
    if (letters.count > 0)
        memcpy(made.letter, letters.letter, letters.count);
    dd_letters_free(&letters);
    made.shingles = made.count >= SHINGLE ? made.count - SHINGLE + 1 : 0;
    made.sorted = require(malloc((made.shingles + 1) * sizeof *made.sorted));
    for (unsigned i = 0; i < made.shingles; i++)
        made.sorted[i] = i;
    sorted_letters = made.letter;
    qsort(made.sorted, made.shingles, sizeof *made.sorted, compare_starts);
    return made;
}

void reference_free(reference_text *text) {
    free(text->letter);
    free(text->sorted);
    *text = (reference_text){0};
}

/* ---- equal shingles */

static void add_equal(equals *list, unsigned a, unsigned b) {
    if (list->count == list->capacity) {
        list->capacity = list->capacity > 0 ? 2 * list->capacity : 256;
        list->item = require(realloc(list->item, list->capacity * sizeof *list->item));
    }
    list->item[list->count++] = (equal){.a = a, .b = b};
}

static int compare_equals(const void *left, const void *right) {
    const equal *x = left, *y = right;
    if (x->b != y->b)
        return x->b < y->b ? -1 : 1;
    return x->a < y->a ? -1 : x->a > y->a;
}

static equals list_equals(const reference_text *a, const reference_text *b) {
    equals list = {0};
    for (size_t x = 0, y = 0; x < a->shingles && y < b->shingles;) {
        const unsigned char *shingle = a->letter + a->sorted[x];
        const int order = memcmp(shingle, b->letter + b->sorted[y], SHINGLE);
        if (order != 0) {
            x += order < 0;
            y += order > 0;
            continue;
        }
        for (size_t k = y; k < b->shingles && memcmp(shingle, b->letter + b->sorted[k], SHINGLE) == 0; k++)
            add_equal(&list, a->sorted[x], b->sorted[k]);
        x++; /* y stays, for the next shingle of a may be the same */
    }
    if (list.count > 0)
        qsort(list.item, list.count, sizeof *list.item, compare_equals);
    return list;
}

/* ---- chains */

/* Whether `next` may follow `last` in a run: forward on both sides, over no more than the gap, in step. */
static bool follows(const equal *last, const equal *next) {
    if (next->a <= last->a || next->b <= last->b)
        return false;
    const long a_step = (long)next->a - (long)last->a, b_step = (long)next->b - (long)last->b;
    return a_step <= SHINGLE + DD_RUN_GAP && b_step <= SHINGLE + DD_RUN_GAP &&
           labs(a_step - b_step) <= DD_RUN_DRIFT;
}

/* Finds the longest chain that ends with each shingle that is not taken. Of equally long ones the one in
 * closer step. Returns the last shingle of the longest of all, or the number of shingles if none is left. */
static size_t build_chains(equals *list) {
    size_t best = list->count;
    for (size_t i = 0; i < list->count; i++) {
        equal *here = &list->item[i];
        here->length = 1;
        here->before = i;
        if (here->is_taken)
            continue;
        for (size_t k = i; k-- > 0 && here->b - list->item[k].b <= SHINGLE + DD_RUN_GAP;) {
            const equal *other = &list->item[k];
            if (!other->is_taken && follows(other, here) && other->length >= here->length) {
                here->length = other->length + 1;
                here->before = k;
            }
        }
        if (best == list->count || here->length > list->item[best].length)
            best = i;
    }
    return best;
}

static size_t count_marked(const unsigned char *mark, size_t count) {
    size_t marked = 0;
    for (size_t i = 0; i < count; i++)
        marked += mark[i];
    return marked;
}

reference_coverage reference_align(const reference_text *a, const reference_text *b) {
    equals list = list_equals(a, b);
    unsigned char *a_mark = require(calloc(a->count + 1, 1)), *b_mark = require(calloc(b->count + 1, 1));
    for (;;) {
        const size_t last = build_chains(&list);
        if (last == list.count || list.item[last].length < DD_RUN_LEAST_MATCHES)
            break;
        size_t first = last;
        for (;; first = list.item[first].before) {
            list.item[first].is_taken = true;
            if (list.item[first].before == first)
                break;
        }
        const equal *begin = &list.item[first], *end = &list.item[last];
        if (end->b + SHINGLE - begin->b < DD_RUN_LEAST_LETTERS)
            continue;
        memset(a_mark + begin->a, 1, end->a + SHINGLE - begin->a);
        memset(b_mark + begin->b, 1, end->b + SHINGLE - begin->b);
    }
    const size_t a_covered = count_marked(a_mark, a->count), b_covered = count_marked(b_mark, b->count);
    free(list.item);
    free(a_mark);
    free(b_mark);
    return (reference_coverage){a->count > 0 ? (double)a_covered / (double)a->count : 0,
                                b->count > 0 ? (double)b_covered / (double)b->count : 0,
                                a_covered < b_covered ? a_covered : b_covered};
}
