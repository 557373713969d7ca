#include "verify/trim.h"

#include <string.h>

/* Both texts, looked at from one end of a run: letter n of a side is the n-th from there. */
typedef struct ends {
    const uint8_t *a, *b;
    int step; /* 1: from the beginning on; -1: from the end back */
    uint32_t a_letters, b_letters;
    uint32_t shingle;
} ends;

static bool is_same(const ends *e, uint32_t a, uint32_t b, uint32_t letters) {
    for (uint32_t i = 0; i < letters; i++)
        if (e->a[e->step * (int64_t)(a + i)] != e->b[e->step * (int64_t)(b + i)])
            return false;
    return true;
}

/* Whether side b has the shingle at letter `from` of side a about as far from the end: then *at is where. */
static bool find_in_b(const ends *e, uint32_t from, uint32_t *at) {
    for (uint32_t drift = 0; drift <= DD_RUN_DRIFT; drift++)
        for (unsigned back = 0; back < 2; back++) {
            *at = back ? from - drift : from + drift;
            if ((!back || drift <= from) && *at + e->shingle <= e->b_letters &&
                is_same(e, from, *at, e->shingle))
                return true;
        }
    return false;
}

/* How many letters of both sides come before what goes on behind the first gap, if that gap is the longer
 * part of them. */
static bool find_end(const ends *e, uint32_t *of_a, uint32_t *of_b) {
    const uint32_t shorter = e->a_letters < e->b_letters ? e->a_letters : e->b_letters;
    uint32_t island = 0;
    while (island < shorter && island < DD_RUN_GAP && is_same(e, island, island, 1))
        island++;
    if (island == DD_RUN_GAP) /* no gap that is bridged is longer */
        return false;
    for (uint32_t l = island; l + e->shingle <= e->a_letters && l <= island + DD_RUN_GAP; l++)
        if (find_in_b(e, l, of_b)) {
            *of_a = l;
            return (l > *of_b ? l : *of_b) - island > island;
        }
    return false;
}

static ends look_from(int step, const dd_letters *a, const dd_letters *b, size_t shingle, const dd_run *run) {
    return (ends){a->letter + (step > 0 ? run->a_begin : run->a_end - 1),
                  b->letter + (step > 0 ? run->b_begin : run->b_end - 1),
                  step,
                  run->a_end - run->a_begin,
                  run->b_end - run->b_begin,
                  (uint32_t)shingle};
}

/* Whether what is left of a run once more is taken off is still most of it. */
static bool is_most(const dd_run *run, const dd_run *left, uint32_t of_a, uint32_t of_b) {
    return 2 * (uint64_t)(left->a_end - left->a_begin - of_a) >= run->a_end - run->a_begin &&
           2 * (uint64_t)(left->b_end - left->b_begin - of_b) >= run->b_end - run->b_begin;
}

/* Takes off what goes at one end. */
static void trim_end(int step, const dd_letters *a, const dd_letters *b, size_t shingle, const dd_run *run,
                     dd_run *left) {
    for (;;) {
        const ends e = look_from(step, a, b, shingle, left);
        uint32_t of_a, of_b;
        if (!find_end(&e, &of_a, &of_b) || !is_most(run, left, of_a, of_b))
            return;
        left->a_begin += step > 0 ? of_a : 0;
        left->b_begin += step > 0 ? of_b : 0;
        left->a_end -= step > 0 ? 0 : of_a;
        left->b_end -= step > 0 ? 0 : of_b;
    }
}

static void trim(const dd_letters *a, const dd_letters *b, size_t shingle, dd_run *run) {
    dd_run left = *run;
    trim_end(1, a, b, shingle, run, &left);
    trim_end(-1, a, b, shingle, run, &left);
    if (left.a_end - left.a_begin >= DD_RUN_LEAST_LETTERS &&
        left.b_end - left.b_begin >= DD_RUN_LEAST_LETTERS)
        *run = left;
}

/* Whether side b of a run goes first, being shorter: where text repeats itself there is a choice, which is
 * the same both ways round. */
static bool goes_first(const dd_letters *b, const dd_letters *a, const dd_run *run) {
    const uint32_t of_a = run->a_end - run->a_begin, of_b = run->b_end - run->b_begin;
    return of_b != of_a ? of_b < of_a : memcmp(b->letter + run->b_begin, a->letter + run->a_begin, of_a) < 0;
}

void dd_trim(const dd_letters *a, const dd_letters *b, size_t shingle, dd_run *run) {
    if (!goes_first(b, a, run)) {
        trim(a, b, shingle, run);
        return;
    }
    dd_run turned = {run->b_begin, run->b_end, run->a_begin, run->a_end, run->matches};
    trim(b, a, shingle, &turned);
    *run = (dd_run){turned.b_begin, turned.b_end, turned.a_begin, turned.a_end, run->matches};
}
