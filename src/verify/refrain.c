#include "verify/refrain.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "sketch/shingle.h"

enum {
    WINDOW = 24,         /* letters of a refrain: longer than most names */
    LEAST_TIMES = 5,     /* that it recurs */
    MOST_APART = 1000,   /* letters from one occurrence to the next: a long caption */
    SHARE = 10,          /* per cent of the stretch that the refrain makes up, at least */
    CAPTION = 400,       /* letters at either end of a stretch that may belong to it, at most, */
    CAPTION_SHARE = 150, /* and per cent of what stands between two occurrences on average */
    LEAST_RUN = 300,     /* letters of a passage that is looked at */
    LOOK = 16,           /* letters of the windows that must recur on side a: damage leaves so much, */
    LEAST_LOOKS = 20,    /* and how many of these: four occurrences of the shortest refrain have 36 */
    LEAST_LEFT = 150,    /* letters of its own that an article has beside a gallery: a brief has as many */
    LEAST_SLOT_BITS = 6
};

/* One side of a run. */
typedef struct side {
    const uint8_t *letter;
    uint8_t *mark, *other_mark;
    uint32_t begin, end, other_begin, other_end;
} side;

static uint64_t key_of(const side *s, uint32_t letter) {
    return dd_shingle_hash(s->letter + letter, WINDOW);
}

static uint32_t windows_of(const side *s) {
    return s->end - s->begin - WINDOW + 1;
}

/* ---- windows that recur */

/* Lists the windows that stood before in this side, and a few that did not. */
static bool list_repeats(dd_refrains *r, const side *s) {
    if (!dd_key_map_clear(&r->seen, windows_of(s)))
        return false;
    r->repeat_count = 0;
    for (uint32_t l = s->begin; l < s->begin + windows_of(s); l++) {
        const uint64_t key = key_of(s, l);
        if (!dd_key_map_put(&r->seen, key))
            continue;
        if (!dd_memory_reserve(&r->repeat, &r->repeat_capacity, r->repeat_count + 1, sizeof *r->repeat))
            return false;
        r->repeat[r->repeat_count++] = (dd_refrain_window){key, l, 1};
    }
    return true;
}

/* The slot of a key in the table, or the free one where it belongs. */
static dd_refrain_window *find(const dd_refrains *r, uint64_t key) {
    size_t i = (size_t)(key >> (64 - r->slot_bits));
    while (r->slot[i].times > 0 && r->slot[i].key != key)
        i = (i + 1) & (((size_t)1 << r->slot_bits) - 1);
    return &r->slot[i];
}

/* Counts how often the listed windows stand there, the first time included. Sets *most to the most. */
static bool count_repeats(dd_refrains *r, uint32_t *most) {
    r->slot_bits = LEAST_SLOT_BITS;
    while ((size_t)1 << r->slot_bits < 2 * r->repeat_count)
        r->slot_bits++;
    if (!dd_memory_reserve(&r->slot, &r->slot_capacity, (size_t)1 << r->slot_bits, sizeof *r->slot))
        return false;
    memset(r->slot, 0, sizeof *r->slot << r->slot_bits);
    *most = 0;
    for (size_t i = 0; i < r->repeat_count; i++) {
        const dd_refrain_window *repeat = &r->repeat[i];
        dd_refrain_window *slot = find(r, repeat->key);
        if (slot->times == 0)
            *slot = (dd_refrain_window){repeat->key, repeat->last, 2};
        else if (repeat->last - slot->last >= WINDOW)
            *slot = (dd_refrain_window){repeat->key, repeat->last, slot->times + 1};
        *most = slot->times > *most ? slot->times : *most;
    }
    return true;
}

/* ---- stretches */

/* A stretch while it grows. */
typedef struct stretch {
    uint32_t begin, end;
    uint32_t times;   /* occurrences of a refrain; of a long one, each WINDOW of it */
    uint32_t counted; /* letter of the last that was counted */
    uint32_t letters; /* of refrains */
} stretch;

/* Where a letter of a side stands on the other, reckoned from the nearer end of the run. */
static uint32_t opposite(const side *s, uint32_t letter) {
    const uint32_t before = letter - s->begin, behind = s->end - letter,
                   letters = s->other_end - s->other_begin;
    if (before <= behind)
        return s->other_begin + (before < letters ? before : letters);
    return s->other_end - (behind < letters ? behind : letters);
}

/* Marks a stretch if it is strung on its refrain, with the caption before it and that behind it if the
 * passage ends with them. */
static bool mark_stretch(const side *s, const stretch *found) {
    uint32_t begin = found->begin, end = found->end;
    if (found->times < LEAST_TIMES || (uint64_t)found->letters * 100 < (uint64_t)(end - begin) * SHARE)
        return false;
    const uint64_t usual = (end - begin - found->letters) / (found->times - 1) * CAPTION_SHARE / 100,
                   most = usual < CAPTION ? usual : CAPTION;
    if (begin - s->begin <= most)
        begin = s->begin;
    if (s->end - end <= most)
        end = s->end;
    dd_marks_add(s->mark, begin, end, DD_MARK_REFRAIN);
    dd_marks_add(s->other_mark, opposite(s, begin), opposite(s, end), DD_MARK_REFRAIN);
    return true;
}

static bool mark_stretches(const dd_refrains *r, const side *s) {
    stretch found = {0};
    bool any = false;
    for (uint32_t l = s->begin; l < s->begin + windows_of(s); l++) {
        if (find(r, key_of(s, l))->times < LEAST_TIMES)
            continue;
        if (found.times > 0 && l > found.end + MOST_APART) {
            any |= mark_stretch(s, &found);
            found = (stretch){0};
        }
        if (found.times == 0)
            found.begin = found.end = l;
        if (found.times == 0 || l - found.counted >= WINDOW) {
            found.times++;
            found.counted = l;
        }
        found.letters += l + WINDOW - (found.end > l ? found.end : l);
        found.end = l + WINDOW;
    }
    return mark_stretch(s, &found) || any;
}

/* Looks through one side of a run. False without memory. */
static bool look(dd_refrains *r, const side *s, bool *any) {
    uint32_t most = 0;
    if (s->end - s->begin < LEAST_RUN)
        return true;
    if (!list_repeats(r, s))
        return false;
    if (r->repeat_count < LEAST_TIMES - 1)
        return true;
    if (!count_repeats(r, &most))
        return false;
    if (most >= LEAST_TIMES)
        *any |= mark_stretches(r, s);
    return true;
}

/* ---- all together */

/* Letters of a side that are neither boilerplate nor strung on a refrain. */
static size_t letters_left(const uint8_t *mark, size_t letters) {
    size_t left = 0;
    for (size_t l = 0; l < letters; l++)
        left += !(mark[l] & (DD_MARK_BOILERPLATE | DD_MARK_REFRAIN));
    return left;
}

dedupe_status dd_refrains_mark(dd_refrains *refrains, const dd_aligner *aligner, const dd_letters *b,
                               dd_marks *marks, bool *any, dedupe_error *error) {
    const size_t window = aligner->shingle > LOOK ? aligner->shingle : LOOK;
    bool found = false;
    for (size_t i = 0; i < aligner->run_count; i++) {
        const dd_run *run = &aligner->run[i];
        if (run->a_end - run->a_begin < LEAST_RUN ||
            dd_aligner_recurring(aligner, run->a_begin, run->a_end, window) < LEAST_LOOKS)
            continue;
        const side of_a = {aligner->loaded, marks->a,     marks->b,  run->a_begin,
                           run->a_end,      run->b_begin, run->b_end},
                   of_b = {b->letter, marks->b, marks->a, run->b_begin, run->b_end, run->a_begin, run->a_end};
        if (!look(refrains, &of_a, &found) || !look(refrains, &of_b, &found))
            return dd_error_memory(error);
    }
    *any = found && letters_left(marks->a, marks->a_letters) >= LEAST_LEFT &&
           letters_left(marks->b, marks->b_letters) >= LEAST_LEFT;
    if (*any)
        dd_marks_refrains(marks, aligner);
    return DEDUPE_OK;
}

void dd_refrains_free(dd_refrains *refrains) {
    dd_memory_free(refrains->seen.word);
    dd_memory_free(refrains->repeat);
    dd_memory_free(refrains->slot);
    *refrains = (dd_refrains){0};
}
