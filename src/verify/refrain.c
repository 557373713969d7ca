#include "verify/refrain.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "sketch/shingle.h"

enum {
    WINDOW = 24,       /* letters of a refrain: longer than most names */
    LEAST_TIMES = 5,   /* that it recurs */
    MOST_APART = 1000, /* letters from one occurrence to the next: a long caption */
    SHARE = 10,        /* per cent of the stretch that the refrain makes up, at least */
    LEAST_RUN = 300,   /* letters of a passage that is looked at */
    LEAST_LEFT = 150,  /* letters of its own that an article has beside a gallery: a brief has as many */
    LEAST_SLOT_BITS = 6
};

/* A run, seen from side a. */
typedef struct passage {
    const uint8_t *letter; /* of side a */
    uint8_t *mark, *other_mark;
    dd_run run;
} passage;

static dd_refrain_window *find(const dd_refrains *r, uint64_t key) {
    size_t i = (size_t)(key >> (64 - r->slot_bits));
    while (r->window[i].times > 0 && r->window[i].key != key)
        i = (i + 1) & (((size_t)1 << r->slot_bits) - 1);
    return &r->window[i];
}

static uint64_t key_of(const passage *p, uint32_t letter) {
    return dd_shingle_hash(p->letter + letter, WINDOW);
}

/* Makes an empty table for so many windows. */
static bool reserve(dd_refrains *r, uint32_t windows) {
    r->slot_bits = LEAST_SLOT_BITS;
    while ((size_t)1 << r->slot_bits < 2 * (size_t)windows)
        r->slot_bits++;
    if (!dd_memory_reserve(&r->window, &r->window_capacity, (size_t)1 << r->slot_bits, sizeof *r->window))
        return false;
    memset(r->window, 0, sizeof *r->window << r->slot_bits);
    return true;
}

static void count_windows(dd_refrains *r, const passage *p, uint32_t windows) {
    for (uint32_t l = p->run.a_begin; l < p->run.a_begin + windows; l++) {
        const uint64_t key = key_of(p, l);
        dd_refrain_window *window = find(r, key);
        if (window->times == 0 || l - window->last >= WINDOW)
            *window = (dd_refrain_window){key, l, window->times + 1};
    }
}

/* A stretch while it grows. */
typedef struct stretch {
    uint32_t begin, end;
    uint32_t times;   /* occurrences of a refrain, each of any windows that overlap */
    uint32_t letters; /* of refrains */
    uint32_t apart;   /* the most from one occurrence to the next */
} stretch;

/* Marks a stretch if it is strung on its refrain, with the caption before it or behind it, twice as long as
 * any other at most, if the passage ends there. */
static bool mark_stretch(const passage *p, const stretch *s) {
    uint32_t begin = s->begin, end = s->end;
    if (s->times < LEAST_TIMES || (uint64_t)s->letters * 100 < (uint64_t)(end - begin) * SHARE)
        return false;
    if (begin - p->run.a_begin <= 2 * s->apart)
        begin = p->run.a_begin;
    if (p->run.a_end - end <= 2 * s->apart)
        end = p->run.a_end;
    const uint32_t other = p->run.b_begin + (begin - p->run.a_begin), other_end = other + (end - begin);
    dd_marks_add(p->mark, begin, end, DD_MARK_REFRAIN);
    dd_marks_add(p->other_mark, other < p->run.b_end ? other : p->run.b_end,
                 other_end < p->run.b_end ? other_end : p->run.b_end, DD_MARK_REFRAIN);
    return true;
}

static bool mark_stretches(const dd_refrains *r, const passage *p, uint32_t windows) {
    stretch s = {0};
    bool any = false;
    for (uint32_t l = p->run.a_begin; l < p->run.a_begin + windows; l++) {
        if (find(r, key_of(p, l))->times < LEAST_TIMES)
            continue;
        if (s.times > 0 && l > s.end + MOST_APART) {
            any |= mark_stretch(p, &s);
            s = (stretch){0};
        }
        if (s.times == 0)
            s.begin = s.end = l;
        else if (l > s.end && l - s.end > s.apart)
            s.apart = l - s.end;
        s.times += s.times == 0 || l > s.end;
        s.letters += l + WINDOW - (s.end > l ? s.end : l);
        s.end = l + WINDOW;
    }
    return mark_stretch(p, &s) || any;
}

/* Letters of a side that are neither boilerplate nor strung on a refrain. */
static size_t letters_left(const uint8_t *mark, size_t letters) {
    size_t left = 0;
    for (size_t l = 0; l < letters; l++)
        left += !(mark[l] & (DD_MARK_BOILERPLATE | DD_MARK_REFRAIN));
    return left;
}

dedupe_status dd_refrains_mark(dd_refrains *refrains, const dd_aligner *aligner, dd_marks *marks, bool *any,
                               dedupe_error *error) {
    bool found = false;
    for (size_t i = 0; i < aligner->run_count; i++) {
        const passage p = {aligner->loaded, marks->a, marks->b, aligner->run[i]};
        const uint32_t letters = p.run.a_end - p.run.a_begin;
        if (letters < LEAST_RUN || aligner->shingle > WINDOW ||
            dd_aligner_recurring(aligner, p.run.a_begin, p.run.a_end, WINDOW) < LEAST_TIMES - 1)
            continue;
        if (!reserve(refrains, letters))
            return dd_error_memory(error);
        count_windows(refrains, &p, letters - WINDOW + 1);
        found |= mark_stretches(refrains, &p, letters - WINDOW + 1);
    }
    *any = found && letters_left(marks->a, marks->a_letters) >= LEAST_LEFT &&
           letters_left(marks->b, marks->b_letters) >= LEAST_LEFT;
    if (*any)
        dd_marks_refrains(marks, aligner);
    return DEDUPE_OK;
}

void dd_refrains_free(dd_refrains *refrains) {
    dd_memory_free(refrains->window);
    *refrains = (dd_refrains){0};
}
