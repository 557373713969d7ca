#include "verify/align.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "sketch/shingle.h"

enum {
    OPEN_RUNS = 12,   /* runs that may be open at once; the stalest gives way */
    OCCURRENCES = 16, /* occurrences of one shingle that are looked at: bounds texts that repeat themselves */
    LEAST_HEAD_BITS = 8,
    CHAIN_STEPS = 256, /* entries of one slot, other shingles included */
    MOST_HEAD_BITS = 28
};

/* States of a shingle of side a: side b has it; it stands earlier in side a too. */
enum { HIT = 1, REPEAT = 2 };

/* A run that may still grow. The last matched shingle starts at a_last and b_last. */
typedef struct open_run {
    uint32_t a_begin, b_begin;
    uint32_t a_last, b_last;
    uint32_t matches; /* 0: the place is free */
} open_run;

static bool same_shingle(const uint8_t *x, const uint8_t *y, size_t shingle) {
    uint64_t x_front, y_front;
    if (shingle < 8)
        return memcmp(x, y, shingle) == 0;
    memcpy(&x_front, x, 8);
    memcpy(&y_front, y, 8);
    return x_front == y_front && x[shingle - 1] == y[shingle - 1] && memcmp(x + 8, y + 8, shingle - 8) == 0;
}

/* ---- side a */

static bool reserve_side_a(dd_aligner *aligner, size_t letters) {
    unsigned bits = LEAST_HEAD_BITS;
    while (bits < MOST_HEAD_BITS && (size_t)1 << bits < 2 * letters)
        bits++;
    aligner->head_bits = bits;
    return dd_memory_reserve(&aligner->head, &aligner->head_capacity, (size_t)1 << bits, sizeof(uint32_t)) &&
           dd_memory_reserve(&aligner->next, &aligner->next_capacity, letters + 1, sizeof(uint32_t)) &&
           dd_memory_reserve(&aligner->key, &aligner->key_capacity, letters + 1, sizeof(uint64_t)) &&
           dd_memory_reserve(&aligner->state, &aligner->state_capacity, letters + 1, 1) &&
           dd_key_map_clear(&aligner->map, letters);
}

/* The first entry from `entry` on with the shingle at `letter`; 0 if there is none. */
static uint32_t find_shingle(const dd_aligner *aligner, uint32_t entry, const uint8_t *letter) {
    for (unsigned step = 0; entry && step < CHAIN_STEPS; entry = aligner->next[entry - 1], step++)
        if (same_shingle(aligner->loaded + entry - 1, letter, aligner->shingle))
            return entry;
    return 0;
}

dedupe_status dd_aligner_load(dd_aligner *aligner, const dd_letters *a, size_t shingle, dedupe_error *error) {
    if (!reserve_side_a(aligner, a->count))
        return dd_error_memory(error);
    memset(aligner->head, 0, sizeof(uint32_t) << aligner->head_bits);
    memset(aligner->state, 0, a->count + 1);
    aligner->loaded = a->letter;
    aligner->loaded_count = a->count;
    aligner->shingle = shingle;
    const size_t shingles = dd_shingle_key_all(a->letter, a->count, shingle, aligner->key);
    aligner->loaded_distinct = shingles;
    dd_key_map map = aligner->map; /* a copy may stay in registers */
    for (size_t i = shingles; i-- > 0;) {
        const uint64_t key = aligner->key[i];
        uint32_t *head = &aligner->head[key >> (64 - aligner->head_bits)];
        const bool may_repeat = dd_key_map_has(&map, key);
        const uint32_t later = may_repeat ? find_shingle(aligner, *head, a->letter + i) : 0;
        if (later) {
            aligner->state[later - 1] = REPEAT;
            aligner->loaded_distinct--;
        }
        aligner->next[i] = *head;
        *head = (uint32_t)i + 1;
        dd_key_map_add(&map, key);
    }
    return DEDUPE_OK;
}

/* ---- runs */

/* Ends an open run: keeps it if it is long and dense enough to mean anything. */
static bool close_run(dd_aligner *aligner, open_run *open) {
    uint32_t letters = open->b_last + (uint32_t)aligner->shingle - open->b_begin;
    bool keep = open->matches >= DD_RUN_LEAST_MATCHES && letters >= DD_RUN_LEAST_LETTERS;
    if (keep) {
        if (!dd_memory_reserve(&aligner->run, &aligner->run_capacity, aligner->run_count + 1, sizeof(dd_run)))
            return false;
        aligner->run[aligner->run_count++] =
            (dd_run){open->a_begin, open->a_last + (uint32_t)aligner->shingle, open->b_begin,
                     open->b_last + (uint32_t)aligner->shingle, open->matches};
    }
    open->matches = 0;
    return true;
}

static bool is_stale(const dd_aligner *aligner, const open_run *open, uint32_t b) {
    return b - open->b_last > aligner->shingle + DD_RUN_GAP;
}

/* Whether the match (a, b) continues the run: both sides go forward, by little, and nearly in step. */
static bool continues(const dd_aligner *aligner, const open_run *open, uint32_t a, uint32_t b) {
    if (!open->matches || a <= open->a_last || a - open->a_last > aligner->shingle + DD_RUN_GAP)
        return false;
    int64_t drift = ((int64_t)a - open->a_last) - ((int64_t)b - open->b_last);
    return drift <= DD_RUN_DRIFT && drift >= -DD_RUN_DRIFT;
}

/* Adds a match to the longest open run it continues, or opens a new one in the place of the stalest. */
static bool add_match(dd_aligner *aligner, open_run *open, uint32_t a, uint32_t b) {
    open_run *best = NULL, *place = &open[0];
    for (open_run *o = open; o < open + OPEN_RUNS; o++) {
        if (continues(aligner, o, a, b) && (!best || o->matches > best->matches))
            best = o;
        if (place->matches && (!o->matches || o->b_last < place->b_last))
            place = o;
    }
    if (best && best->b_last == b) /* an earlier occurrence of this shingle has taken the run on */
        return true;
    if (!best) {
        if (place->matches && !close_run(aligner, place))
            return false;
        best = place;
        best->a_begin = a;
        best->b_begin = b;
    }
    best->a_last = a;
    best->b_last = b;
    best->matches++;
    return true;
}

/* Takes a run that ended at b - 1 one letter further if the next letters agree. The common case inside a
 * copied passage: no look-up at all. */
static bool extend(const dd_aligner *aligner, open_run *open, const uint8_t *b_letter, uint32_t b) {
    size_t a_next = (size_t)open->a_last + 1;
    if (!open->matches || open->b_last + 1 != b || a_next + aligner->shingle > aligner->loaded_count ||
        aligner->loaded[a_next + aligner->shingle - 1] != b_letter[b + aligner->shingle - 1])
        return false;
    open->a_last++;
    open->b_last++;
    open->matches++;
    aligner->state[a_next] |= HIT;
    return true;
}

/* Adds a match for each occurrence, in side a, of the shingle of side b at `b`; `entry` is the first of its
 * slot. */
static bool take_matches(dd_aligner *aligner, open_run *open, const uint8_t *b_letter, uint32_t b,
                         uint32_t entry, bool *matched) {
    unsigned found = 0;
    for (unsigned step = 0; entry && step < CHAIN_STEPS && found < OCCURRENCES;
         entry = aligner->next[entry - 1], step++) {
        if (!same_shingle(aligner->loaded + entry - 1, b_letter + b, aligner->shingle))
            continue;
        if (found++ == 0)
            aligner->state[entry - 1] |= HIT;
        *matched = true;
        if (!add_match(aligner, open, entry - 1, b))
            return false;
    }
    return true;
}

/* Ends the runs that can no longer grow at `b`, and tells the place after which the next one may. */
static bool close_stale(dd_aligner *aligner, open_run *open, uint32_t b, uint32_t *next_stale) {
    *next_stale = UINT32_MAX;
    for (open_run *o = open; o < open + OPEN_RUNS; o++) {
        if (o->matches && is_stale(aligner, o, b) && !close_run(aligner, o))
            return false;
        if (o->matches && o->b_last + (uint32_t)aligner->shingle + DD_RUN_GAP < *next_stale)
            *next_stale = o->b_last + (uint32_t)aligner->shingle + DD_RUN_GAP;
    }
    return true;
}

/* The run that the shingle at `b` went to, the longest if several; NULL if none. */
static open_run *run_at(open_run *open, uint32_t b) {
    open_run *longest = NULL;
    for (open_run *o = open; o < open + OPEN_RUNS; o++)
        if (o->matches && o->b_last == b && (!longest || o->matches > longest->matches))
            longest = o;
    return longest;
}

static void clear_hits(uint8_t *state, size_t count) {
    for (size_t i = 0; i < count; i++)
        state[i] &= REPEAT;
}

dedupe_status dd_aligner_align(dd_aligner *aligner, const dd_letters *b, dedupe_error *error) {
    open_run open[OPEN_RUNS] = {{0}};
    open_run *current = NULL; /* the run that took the last shingle */
    uint32_t next_stale = UINT32_MAX;
    aligner->run_count = 0;
    if (!dd_memory_reserve(&aligner->key, &aligner->key_capacity, b->count + 1, sizeof(uint64_t)))
        return dd_error_memory(error);
    clear_hits(aligner->state, aligner->loaded_count);
    aligner->key_count = dd_shingle_key_all(b->letter, b->count, aligner->shingle, aligner->key);
    const dd_key_map map = aligner->map; /* a copy may stay in registers */
    for (uint32_t i = 0; i < aligner->key_count; i++) {
        if (current && extend(aligner, current, b->letter, i))
            continue;
        current = NULL;
        const uint64_t key = aligner->key[i];
        if (!dd_key_map_has(&map, key)) /* most letters of unrelated text */
            continue;
        const uint32_t entry = aligner->head[key >> (64 - aligner->head_bits)];
        if (i > next_stale && !close_stale(aligner, open, i, &next_stale))
            return dd_error_memory(error);
        bool matched = false;
        if (!take_matches(aligner, open, b->letter, i, entry, &matched))
            return dd_error_memory(error);
        if (matched) {
            current = run_at(open, i);
            if (next_stale == UINT32_MAX)
                next_stale = i + (uint32_t)aligner->shingle + DD_RUN_GAP;
        }
    }
    for (open_run *o = open; o < open + OPEN_RUNS; o++)
        if (o->matches && !close_run(aligner, o))
            return dd_error_memory(error);
    return DEDUPE_OK;
}

/* ---- what both have */

static size_t count_hits(const uint8_t *state, size_t count) {
    size_t hits = 0;
    for (size_t i = 0; i < count; i++)
        hits += state[i] == HIT;
    return hits;
}

/* Takes hits of a later occurrence of a shingle to its first. */
static void move_hits(dd_aligner *aligner) {
    for (size_t i = 0; i < aligner->loaded_count; i++) {
        if (aligner->state[i] != (HIT | REPEAT))
            continue;
        const uint64_t key = dd_shingle_key(aligner->loaded + i, aligner->shingle);
        const uint32_t first =
            find_shingle(aligner, aligner->head[key >> (64 - aligner->head_bits)], aligner->loaded + i);
        if (first)
            aligner->state[first - 1] |= HIT;
    }
}

size_t dd_aligner_shared(dd_aligner *aligner) {
    move_hits(aligner);
    return count_hits(aligner->state, aligner->loaded_count);
}

double dd_aligner_shared_share(dd_aligner *aligner, const uint8_t *mark, uint8_t unwanted) {
    size_t different = 0, shared = 0;
    move_hits(aligner);
    for (size_t i = 0; i + aligner->shingle <= aligner->loaded_count; i++)
        if (!(aligner->state[i] & REPEAT) && !(mark[i] & unwanted)) {
            different++;
            shared += aligner->state[i] == HIT;
        }
    return different > 0 ? (double)shared / (double)different : 0;
}

void dd_aligner_mark_matched(const dd_aligner *aligner, const uint8_t *mark, uint8_t unwanted,
                             uint32_t *letter, uint32_t bit) {
    for (size_t i = 0; i < aligner->run_count; i++) {
        const dd_run *run = &aligner->run[i];
        uint32_t matched_end = run->a_begin;
        for (uint32_t l = run->a_begin; l < run->a_end; l++) {
            if (aligner->state[l] & HIT)
                matched_end = l + (uint32_t)aligner->shingle;
            if (l < matched_end && !(mark[l] & unwanted))
                letter[l] |= bit;
        }
    }
}

void dd_aligner_free(dd_aligner *aligner) {
    dd_memory_free(aligner->head);
    dd_memory_free(aligner->next);
    dd_memory_free(aligner->state);
    dd_memory_free(aligner->map.word);
    dd_memory_free(aligner->key);
    dd_memory_free(aligner->run);
    *aligner = (dd_aligner){0};
}
