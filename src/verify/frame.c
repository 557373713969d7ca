#include "verify/frame.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "sketch/shingle.h"

/* Of a frame's windows; with those that the rests have in common, for two reports of one event share words.
 */
static const double MOST_TIED = 0.03;
/* Of the windows that would be tied if passages came back to their words as often as the rests do. */
static const double TIED_SHARE = 0.75;

enum {
    WINDOW = 9,         /* letters: a name, or two words */
    LEAST_SHARED = 150, /* windows of a frame: a sentence may have no word that comes again, */
    LEAST_TIED = 10,    /* of which so many would be tied: two or three names */
    LEAST_REST = 250,   /* windows that either text has beside it: more than a brief */
    LEAST_SLOT_BITS = 6,
    KEY_BITS = 32
};

/* One text with its marks. */
typedef struct side {
    const dd_letters *letters;
    const uint8_t *mark;
} side;

/* Different windows of passages, and those of them that stand there twice, or elsewhere in either text. */
typedef struct passage_counts {
    size_t windows, tied;
} passage_counts;

/* Different windows of what else the texts have, those that stand there twice, and those that both have. */
typedef struct rest_counts {
    size_t windows[2], recurring[2], common;
} rest_counts;

/* ---- windows */

static size_t windows_of(const side *s) {
    return s->letters->count >= WINDOW ? s->letters->count - WINDOW + 1 : 0;
}

/* Whether a window lies outside boilerplate, wholly in a passage or wholly outside. */
static bool lies(const side *s, size_t window, bool in_passage) {
    const uint8_t mask = DD_MARK_COVERED | DD_MARK_BOILERPLATE, wanted = in_passage ? DD_MARK_COVERED : 0;
    return (s->mark[window] & mask) == wanted && (s->mark[window + WINDOW - 1] & mask) == wanted;
}

static uint64_t key_of(const side *s, size_t window) {
    return dd_shingle_key(s->letters->letter + window, WINDOW);
}

static bool clear_table(dd_frames *f, size_t windows) {
    f->slot_bits = LEAST_SLOT_BITS;
    while ((size_t)1 << f->slot_bits < windows + windows / 2)
        f->slot_bits++;
    if (!dd_memory_reserve(&f->slot, &f->capacity, (size_t)1 << f->slot_bits, sizeof *f->slot))
        return false;
    memset(f->slot, 0, sizeof *f->slot << f->slot_bits);
    return true;
}

/* The slot of a window, or the empty one where it belongs. */
static dd_frame_window *find(const dd_frames *f, uint64_t key) {
    const uint32_t leading = (uint32_t)(key >> KEY_BITS);
    size_t i = leading >> (KEY_BITS - f->slot_bits);
    for (;; i = (i + 1) & (((size_t)1 << f->slot_bits) - 1)) {
        dd_frame_window *slot = &f->slot[i];
        if (slot->times[0] + slot->times[1] == 0)
            slot->key = leading;
        if (slot->key == leading)
            return slot;
    }
}

/* Counts one more occurrence. Returns how many there were. */
static unsigned count_one(uint8_t *times) {
    const unsigned before = *times;
    *times = before > 0 ? 2 : 1;
    return before;
}

/* ---- passages */

/* Whether the passages are long enough, and do not come back to their words in side a as far as its alignment
 * tells, which overestimates by less than MOST_TIED. */
static bool are_worth_a_look(const dd_aligner *aligner) {
    size_t windows = 0, recurring = 0;
    for (size_t i = 0; i < aligner->run_count; i++) {
        const uint32_t begin = aligner->run[i].a_begin, end = aligner->run[i].a_end - WINDOW + 1;
        windows += end - begin;
        if (aligner->shingle <= WINDOW)
            recurring += dd_aligner_recurring(aligner, begin, end, WINDOW);
    }
    return windows >= LEAST_SHARED && (double)recurring <= 2 * MOST_TIED * (double)windows;
}

/* Enters the windows of passages in the table and the map. False without memory. */
static bool enter_passages(dd_frames *f, const side *s, size_t letters, passage_counts *counts) {
    if (!clear_table(f, letters) || !dd_key_map_clear(&f->map, letters))
        return false;
    for (size_t i = 0; i < windows_of(s); i++) {
        if (!lies(s, i, true))
            continue;
        const uint64_t key = key_of(s, i);
        const unsigned before = count_one(&find(f, key)->times[0]);
        dd_key_map_add(&f->map, key);
        counts->windows += before == 0;
        counts->tied += before == 1;
    }
    return true;
}

/* Counts the windows of passages that a side has elsewhere, until they are too many for a frame. */
static void count_tied(const dd_frames *f, const side *s, passage_counts *counts) {
    const dd_key_map map = f->map; /* a copy may stay in registers */
    const size_t most = (size_t)(MOST_TIED * (double)counts->windows);
    for (size_t i = 0; i < windows_of(s) && counts->tied <= most; i++) {
        const uint64_t key = key_of(s, i);
        if (!dd_key_map_has(&map, key) || !lies(s, i, false))
            continue;
        dd_frame_window *slot = find(f, key);
        if (slot->times[0] > 0)
            counts->tied += count_one(&slot->times[0]) == 1;
    }
}

/* ---- rests */

static void count_rest(dd_frames *f, const side *s, unsigned which, rest_counts *counts) {
    for (size_t i = 0; i < windows_of(s); i++) {
        if (!lies(s, i, false))
            continue;
        dd_frame_window *slot = find(f, key_of(s, i));
        const unsigned before = count_one(&slot->times[which]);
        counts->windows[which] += before == 0;
        counts->recurring[which] += before == 1;
        counts->common += before == 0 && slot->times[1 - which] > 0;
    }
}

/* ---- all together */

static double share(size_t part, size_t whole) {
    return whole > 0 ? (double)part / (double)whole : 0;
}

static bool may_be_frame(const passage_counts *p) {
    return p->windows >= LEAST_SHARED && share(p->tied, p->windows) <= MOST_TIED;
}

static bool is_frame_beside(const passage_counts *p, const rest_counts *r) {
    const size_t fewer = r->windows[0] < r->windows[1] ? r->windows[0] : r->windows[1];
    const double recur_a = share(r->recurring[0], r->windows[0]),
                 recur_b = share(r->recurring[1], r->windows[1]),
                 expected = (recur_a > recur_b ? recur_a : recur_b) * (double)p->windows;
    return fewer >= LEAST_REST && r->recurring[0] > 0 && r->recurring[1] > 0 && expected >= LEAST_TIED &&
           (double)p->tied < TIED_SHARE * expected &&
           share(p->tied, p->windows) + share(r->common, fewer) <= MOST_TIED;
}

dedupe_status dd_frames_look(dd_frames *f, const dd_aligner *aligner, const dd_letters *a,
                             const dd_letters *b, const dd_marks *marks, bool *is_frame,
                             dedupe_error *error) {
    const side of_a = {a, marks->a}, of_b = {b, marks->b};
    passage_counts passages = {0, 0};
    rest_counts rests = {{0, 0}, {0, 0}, 0};
    *is_frame = false;
    if (!are_worth_a_look(aligner))
        return DEDUPE_OK;
    if (!enter_passages(f, &of_a, dd_marks_count(marks->a, a->count).covered, &passages))
        return dd_error_memory(error);
    count_tied(f, &of_a, &passages);
    count_tied(f, &of_b, &passages);
    if (!may_be_frame(&passages))
        return DEDUPE_OK;
    if (!clear_table(f, a->count + b->count))
        return dd_error_memory(error);
    count_rest(f, &of_a, 0, &rests);
    count_rest(f, &of_b, 1, &rests);
    *is_frame = is_frame_beside(&passages, &rests);
    return DEDUPE_OK;
}

void dd_frames_free(dd_frames *f) {
    dd_memory_free(f->map.word);
    dd_memory_free(f->slot);
    *f = (dd_frames){0};
}
