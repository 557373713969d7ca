#include "verify/frame.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "sketch/shingle.h"

/* Of the shingles of a frame, which is printed: gaps are not bridged in it. */
static const double AGREED = 0.95;
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
    KEY_BITS = 32,        /* two windows out of many may be taken for one */
    MOST_STEPS = 256,     /* from a window's slot on, in a table that is half empty: bounds crafted texts */
    MAP_LETTERS = 1 << 17 /* of side a, whose map tells well which shingles recur */
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
    while ((size_t)1 << f->slot_bits < 2 * windows)
        f->slot_bits++;
    if (!dd_memory_reserve(&f->slot, &f->capacity, (size_t)1 << f->slot_bits, sizeof *f->slot))
        return false;
    memset(f->slot, 0, sizeof *f->slot << f->slot_bits);
    return true;
}

/* The slot of a window, or the empty one where it belongs, which has its key then; NULL if the table is
 * crowded. */
static dd_frame_window *find(const dd_frames *f, uint64_t key) {
    const uint32_t leading = (uint32_t)(key >> KEY_BITS);
    size_t i = leading >> (KEY_BITS - f->slot_bits);
    for (unsigned step = 0; step < MOST_STEPS; step++, i = (i + 1) & (((size_t)1 << f->slot_bits) - 1)) {
        dd_frame_window *slot = &f->slot[i];
        if (slot->times[0] + slot->times[1] == 0)
            slot->key = leading;
        if (slot->key == leading)
            return slot;
    }
    return NULL;
}

/* Counts one more occurrence. Returns how many there were. */
static unsigned count_one(uint8_t *times) {
    const unsigned before = *times;
    *times = before > 0 ? 2 : 1;
    return before;
}

/* ---- passages */

/* Whether the passages are long enough and printed word for word, and, as far as the aligner's map tells,
 * hardly come back to their words in side a. */
static bool is_worth_a_look(const dd_aligner *aligner, size_t letters) {
    const uint32_t shingle = (uint32_t)aligner->shingle;
    const bool map_tells = shingle == WINDOW && letters <= MAP_LETTERS;
    size_t windows = 0, shingles = 0, matches = 0, recurring = 0;
    for (size_t i = 0; i < aligner->run_count; i++) {
        const dd_run *run = &aligner->run[i];
        const uint32_t of_a = run->a_end - run->a_begin, of_b = run->b_end - run->b_begin;
        shingles += (of_a > of_b ? of_a : of_b) - shingle + 1;
        matches += run->matches;
        windows += of_a - WINDOW + 1;
        if (map_tells)
            recurring += dd_aligner_recurring(aligner, run->a_begin, run->a_end - WINDOW + 1, WINDOW);
    }
    return windows >= LEAST_SHARED && (double)matches >= AGREED * (double)shingles &&
           (double)recurring <= 2 * MOST_TIED * (double)windows;
}

static bool is_tied(const dd_frame_window *slot) {
    return slot->times[0] > 1 || slot->times[1] > 1;
}

/* Enters the windows of a side's passages in the table and the map. False if the table is crowded. */
static bool enter_passages(dd_frames *f, const side *s, unsigned which, passage_counts *counts) {
    for (size_t i = 0; i < windows_of(s); i++) {
        if (!lies(s, i, true))
            continue;
        const uint64_t key = key_of(s, i);
        dd_frame_window *slot = find(f, key);
        if (!slot)
            return false;
        const bool was_tied = is_tied(slot);
        counts->windows += slot->times[0] + slot->times[1] == 0;
        count_one(&slot->times[which]);
        counts->tied += is_tied(slot) && !was_tied;
        dd_key_map_add(&f->map, key);
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
        if (!slot || slot->times[0] + slot->times[1] == 0 || is_tied(slot))
            continue;
        slot->times[0] = 2;
        counts->tied++;
    }
}

/* ---- rests */

/* Counts what a side has outside passages. False if the table is crowded. */
static bool count_rest(dd_frames *f, const side *s, unsigned which, rest_counts *counts) {
    for (size_t i = 0; i < windows_of(s); i++) {
        if (!lies(s, i, false))
            continue;
        dd_frame_window *slot = find(f, key_of(s, i));
        if (!slot)
            return false;
        const unsigned before = count_one(&slot->times[which]);
        counts->windows[which] += before == 0;
        counts->recurring[which] += before == 1;
        counts->common += before == 0 && slot->times[1 - which] > 0;
    }
    return true;
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
    if (!is_worth_a_look(aligner, a->count))
        return DEDUPE_OK;
    const size_t covered =
        dd_marks_count(marks->a, a->count).covered + dd_marks_count(marks->b, b->count).covered;
    if (!clear_table(f, covered) || !dd_key_map_clear(&f->map, covered))
        return dd_error_memory(error);
    if (!enter_passages(f, &of_a, 0, &passages) || !enter_passages(f, &of_b, 1, &passages))
        return DEDUPE_OK;
    count_tied(f, &of_a, &passages);
    count_tied(f, &of_b, &passages);
    if (!may_be_frame(&passages))
        return DEDUPE_OK;
    if (!clear_table(f, a->count + b->count))
        return dd_error_memory(error);
    *is_frame = count_rest(f, &of_a, 0, &rests) && count_rest(f, &of_b, 1, &rests) &&
                is_frame_beside(&passages, &rests);
    return DEDUPE_OK;
}

void dd_frames_free(dd_frames *f) {
    dd_memory_free(f->map.word);
    dd_memory_free(f->slot);
    *f = (dd_frames){0};
}
