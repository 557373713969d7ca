#include "verify/align.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "sketch/shingle.h"
#include "verify/key_wide.h"
#include "verify/open_runs.h"
#include "verify/same_letters.h"

enum {
    OCCURRENCES = 16, /* occurrences of one shingle that are looked at: bounds texts that repeat themselves */
    SLOT_SHIFT = 4,   /* places of the map that are one slot of the table: about a slot a letter */
    CHAIN_STEPS = 256 /* entries of one slot, other shingles included */
};

/* States of a shingle of side a: side b has it; it stands earlier in side a too. */
enum { HIT = 1, REPEAT = 2 };

enum { BLOCK = DD_KEY_WIDE }; /* shingles of a word of bits */

/* ---- side a */

static bool reserve_side_a(dd_aligner *aligner, size_t letters) {
    if (!dd_key_map_clear(&aligner->map, letters))
        return false;
    aligner->slots = (size_t)1 << (64 - aligner->map.shift - SLOT_SHIFT);
    return dd_memory_reserve(&aligner->head, &aligner->head_capacity, aligner->slots, sizeof(uint32_t)) &&
           dd_memory_reserve(&aligner->next, &aligner->next_capacity, letters + 1, sizeof(uint32_t)) &&
           dd_memory_reserve(&aligner->may_recur, &aligner->may_recur_capacity, letters / BLOCK + 1,
                             sizeof(uint64_t)) &&
           dd_memory_reserve(&aligner->state, &aligner->state_capacity, letters + 1, 1);
}

/* The first entry of the slot of a shingle. */
static uint32_t first_entry(const dd_aligner *aligner, const uint8_t *letter) {
    const uint64_t key = dd_shingle_key(letter, aligner->shingle);
    return aligner->head[key >> aligner->map.shift >> SLOT_SHIFT];
}

/* The first entry from `entry` on with the shingle at `letter`; 0 if there is none. */
static uint32_t find_shingle(const dd_aligner *aligner, uint32_t entry, const uint8_t *letter) {
    for (unsigned step = 0; entry && step < CHAIN_STEPS; entry = aligner->next[entry - 1], step++)
        if (dd_same_shingle(aligner->loaded + entry - 1, letter, aligner->shingle))
            return entry;
    return 0;
}

/* Enters the shingle at i of side a, whose place in the map is known. Returns whether it may have come
 * before. */
static inline bool enter_at(dd_key_map *map, uint32_t *head, uint32_t *next, size_t i, uint64_t place) {
    uint32_t *slot = &head[place >> SLOT_SHIFT];
    next[i] = *slot;
    *slot = (uint32_t)i + 1;
    return dd_key_map_put_at(map, place);
}

/* Enters shingles [begin, end) of side a, the last first, so that those of a slot come in order. Returns a
 * bit for each that may have come before. No branch on a key. */
static inline uint64_t enter(const dd_aligner *aligner, size_t begin, size_t end, size_t shingle) {
    dd_key_map map = aligner->map; /* copies may stay in registers */
    const uint8_t *letter = aligner->loaded;
    uint32_t *head = aligner->head, *next = aligner->next;
    uint64_t bits = 0;
    for (size_t i = end; i-- > begin;)
        bits = bits << 1 | enter_at(&map, head, next, i, dd_shingle_key(letter + i, shingle) >> map.shift);
    return bits;
}

/* The same for a whole block, by vectors. */
static uint64_t enter_wide(const dd_aligner *aligner, size_t begin) {
    dd_key_map map = aligner->map;
    uint32_t *head = aligner->head, *next = aligner->next, place[BLOCK];
    uint64_t bits = 0;
    dd_key_wide_places(&map, aligner->loaded + begin, aligner->shingle, place);
    for (size_t i = BLOCK; i-- > 0;)
        bits = bits << 1 | enter_at(&map, head, next, begin + i, place[i]);
    return bits;
}

static void enter_all(dd_aligner *aligner) {
    size_t end = aligner->shingles;
    while (end > 0) {
        const size_t block = (end - 1) / BLOCK, begin = block * BLOCK;
        uint64_t *bits = &aligner->may_recur[block];
        if (aligner->is_wide && end - begin == BLOCK)
            *bits = enter_wide(aligner, begin);
        else if (aligner->shingle == DD_SHINGLE_DEFAULT_LETTERS) /* a copy of its own, of constant length */
            *bits = enter(aligner, begin, end, DD_SHINGLE_DEFAULT_LETTERS);
        else
            *bits = enter(aligner, begin, end, aligner->shingle);
        end = begin;
    }
}

dedupe_status dd_aligner_load(dd_aligner *aligner, const dd_letters *a, size_t shingle, dedupe_error *error) {
    if (!reserve_side_a(aligner, a->count))
        return dd_error_memory(error);
    memset(aligner->head, 0, aligner->slots * sizeof *aligner->head);
    memset(aligner->state, 0, a->count + 1);
    aligner->loaded = a->letter;
    aligner->shingle = shingle;
    aligner->shingles = a->count >= shingle ? a->count - shingle + 1 : 0;
    aligner->repeats_known = false;
    aligner->is_wide = dd_key_wide_works(shingle);
    enter_all(aligner);
    return DEDUPE_OK;
}

/* ---- runs */

/* The letters that a run may go on without a match. */
static uint32_t most_ahead(const dd_aligner *aligner) {
    return (uint32_t)aligner->shingle + DD_RUN_GAP;
}

/* When a run is closed depends on what else is looked up, by accident of a key. Its place does not. */
static bool ends_before(const dd_run *x, const dd_run *y) {
    return x->b_end != y->b_end ? x->b_end < y->b_end : x->a_end < y->a_end;
}

/* Ends an open run: keeps it if it is long and dense enough to mean anything. */
static bool close_run(dd_aligner *aligner, dd_open_runs *open, uint32_t place) {
    const uint32_t shingle = (uint32_t)aligner->shingle;
    const dd_run run = {open->a_begin[place], open->a_last[place] + shingle, open->b_begin[place],
                        open->b_last[place] + shingle, open->matches[place]};
    open->used &= ~(1u << place);
    if (run.matches < DD_RUN_LEAST_MATCHES || run.b_end - run.b_begin < DD_RUN_LEAST_LETTERS)
        return true;
    if (!dd_memory_reserve(&aligner->run, &aligner->run_capacity, aligner->run_count + 1, sizeof(dd_run)))
        return false;
    size_t at = aligner->run_count++;
    for (; at > 0 && ends_before(&run, &aligner->run[at - 1]); at--)
        aligner->run[at] = aligner->run[at - 1];
    aligner->run[at] = run;
    return true;
}

/* Ends the runs that can no longer grow at `b`; those with too few matches without a look at each. */
static bool close_stale(dd_aligner *aligner, dd_open_runs *open, uint32_t b) {
    const uint32_t most = most_ahead(aligner);
    const uint32_t stale = open->used & ~dd_open_within(open->b_last, b - most, most);
    const uint32_t few = dd_open_within(open->matches, 0, DD_RUN_LEAST_MATCHES - 1);
    open->used &= ~(stale & few);
    for (uint32_t left = stale & ~few; left; left &= left - 1)
        if (!close_run(aligner, open, dd_open_lowest(left)))
            return false;
    return true;
}

/* The places of runs that the match (a, b) continues: both sides go on by little, nearly in step. */
static uint32_t find_continued(const dd_aligner *aligner, const dd_open_runs *open, uint32_t a, uint32_t b) {
    const uint32_t most = most_ahead(aligner);
    return open->used & dd_open_within(open->a_last, a - most, most - 1) &
           dd_open_within(open->diagonal, a - b - DD_RUN_DRIFT, 2 * DD_RUN_DRIFT);
}

/* Opens a run without a match, if need be in the place of the stalest. */
static bool open_run(dd_aligner *aligner, dd_open_runs *open, uint32_t a, uint32_t b, uint32_t *place) {
    if (open->used == (1u << DD_OPEN_RUNS) - 1 && !close_run(aligner, open, dd_open_stalest(open)))
        return false;
    *place = dd_open_lowest(~open->used);
    open->used |= 1u << *place;
    open->a_begin[*place] = a;
    open->b_begin[*place] = b;
    open->matches[*place] = 0;
    return true;
}

/* Adds a match to the longest open run it continues, or to a new one, and the place of that to *matched. */
static bool add_match(dd_aligner *aligner, dd_open_runs *open, uint32_t a, uint32_t b, uint32_t *matched) {
    const uint32_t continued = find_continued(aligner, open, a, b);
    uint32_t place;
    if (continued) {
        place = dd_open_longest(open, continued);
        if (open->b_last[place] == b) /* an earlier occurrence of this shingle has taken the run on */
            return true;
    } else if (!open_run(aligner, open, a, b, &place)) {
        return false;
    }
    open->a_last[place] = a;
    open->b_last[place] = b;
    open->diagonal[place] = a - b;
    open->matches[place]++;
    *matched |= 1u << place;
    return true;
}

/* Adds a match for each occurrence, in side a, of the shingle of side b at `b`; `entry` is the first of its
 * slot. Adds the places of their runs to *matched. */
static bool take_matches(dd_aligner *aligner, dd_open_runs *open, const uint8_t *b_letter, uint32_t b,
                         uint32_t entry, uint32_t *matched) {
    unsigned found = 0;
    for (unsigned step = 0; entry && step < CHAIN_STEPS && found < OCCURRENCES;
         entry = aligner->next[entry - 1], step++) {
        if (!dd_same_shingle(aligner->loaded + entry - 1, b_letter + b, aligner->shingle))
            continue;
        if (found++ == 0)
            aligner->state[entry - 1] |= HIT;
        if (!add_match(aligner, open, entry - 1, b, matched))
            return false;
    }
    return true;
}

/* Takes a run that has just been matched on as far as the next letters agree: in a copied passage nothing is
 * looked up. */
static void extend(const dd_aligner *aligner, dd_open_runs *open, uint32_t place, const uint8_t *b_letter,
                   size_t b_shingles) {
    const size_t a_next = (size_t)open->a_last[place] + 1, b_next = (size_t)open->b_last[place] + 1;
    const size_t a_left = aligner->shingles - a_next, b_left = b_shingles - b_next;
    const size_t behind = aligner->shingle - 1; /* the letter that a shingle adds to the one before */
    const size_t more = dd_same_letters(aligner->loaded + a_next + behind, b_letter + b_next + behind,
                                        a_left < b_left ? a_left : b_left);
    open->a_last[place] += (uint32_t)more;
    open->b_last[place] += (uint32_t)more;
    open->matches[place] += (uint32_t)more;
    for (size_t i = 0; i < more; i++)
        aligner->state[a_next + i] |= HIT;
}

static void clear_hits(uint8_t *state, size_t count) {
    for (size_t i = 0; i < count; i++)
        state[i] &= (uint8_t)~HIT;
}

/* A bit for each of up to 64 shingles from `letter` on: whether side a may have it. */
static inline uint64_t ask_map(const dd_key_map *map, const uint8_t *letter, size_t count, size_t shingle) {
    uint64_t bits = 0;
    for (size_t i = 0; i < count; i++)
        bits = bits >> 1 | (uint64_t)dd_key_map_has(map, dd_shingle_key(letter + i, shingle)) << (BLOCK - 1);
    return bits >> (BLOCK - count);
}

/* The same for the block that begins at `letter`, with a copy for the common case. */
static uint64_t ask_block(const dd_aligner *aligner, const uint8_t *letter, size_t count) {
    const dd_key_map map = aligner->map;
    if (aligner->is_wide && count == BLOCK)
        return dd_key_wide_ask(&map, letter, aligner->shingle);
    if (aligner->shingle != DD_SHINGLE_DEFAULT_LETTERS)
        return ask_map(&map, letter, count, aligner->shingle);
    if (count < BLOCK)
        return ask_map(&map, letter, count, DD_SHINGLE_DEFAULT_LETTERS);
    return ask_map(&map, letter, BLOCK, DD_SHINGLE_DEFAULT_LETTERS);
}

/* Looks up the shingle of side b at `b`, which side a may have. *next is the next one to look up. */
static bool look_up(dd_aligner *aligner, dd_open_runs *open, const dd_letters *letters, size_t b_shingles,
                    uint32_t b, size_t *next) {
    const uint32_t entry = first_entry(aligner, letters->letter + b);
    uint32_t matched = 0;
    *next = (size_t)b + 1;
    if (!close_stale(aligner, open, b) || !take_matches(aligner, open, letters->letter, b, entry, &matched))
        return false;
    if (matched) {
        const uint32_t place = dd_open_longest(open, matched);
        extend(aligner, open, place, letters->letter, b_shingles);
        *next = (size_t)open->b_last[place] + 1;
    }
    return true;
}

dedupe_status dd_aligner_align(dd_aligner *aligner, const dd_letters *b, dedupe_error *error) {
    dd_open_runs open = {.used = 0};
    const size_t shingles = b->count >= aligner->shingle ? b->count - aligner->shingle + 1 : 0;
    aligner->run_count = 0;
    clear_hits(aligner->state, aligner->shingles);
    for (size_t begin = 0, end; begin < shingles; begin = end) {
        const size_t count = shingles - begin < BLOCK ? shingles - begin : BLOCK;
        uint64_t may_match = ask_block(aligner, b->letter + begin, count);
        end = begin + count;
        while (may_match) {
            const size_t at = begin + (size_t)__builtin_ctzll(may_match);
            size_t next;
            if (!look_up(aligner, &open, b, shingles, (uint32_t)at, &next))
                return dd_error_memory(error);
            if (next >= begin + BLOCK) {
                end = next;
                break;
            }
            may_match &= ~(uint64_t)0 << (next - begin);
        }
    }
    while (open.used)
        if (!close_run(aligner, &open, dd_open_lowest(open.used)))
            return dd_error_memory(error);
    return DEDUPE_OK;
}

/* ---- what both have */

/* Finds out which shingles of side a stand earlier in it, too. */
static void find_repeats(dd_aligner *aligner) {
    size_t repeats = 0;
    if (aligner->repeats_known)
        return;
    for (size_t begin = 0; begin < aligner->shingles; begin += BLOCK)
        for (uint64_t left = aligner->may_recur[begin / BLOCK]; left; left &= left - 1) {
            const size_t i = begin + (size_t)__builtin_ctzll(left);
            const uint32_t later = find_shingle(aligner, aligner->next[i], aligner->loaded + i);
            if (later)
                aligner->state[later - 1] |= REPEAT;
            repeats += later > 0;
        }
    aligner->distinct = aligner->shingles - repeats;
    aligner->repeats_known = true;
}

/* Takes hits of a later occurrence of a shingle to its first. */
static void move_hits(dd_aligner *aligner) {
    uint8_t *end = aligner->state + aligner->shingles, *state = aligner->state;
    for (; (state = memchr(state, HIT | REPEAT, (size_t)(end - state))); state++) {
        const uint8_t *letter = aligner->loaded + (state - aligner->state);
        const uint32_t first = find_shingle(aligner, first_entry(aligner, letter), letter);
        if (first)
            aligner->state[first - 1] |= HIT;
    }
}

static size_t count_hits(const uint8_t *state, size_t count) {
    size_t hits = 0;
    for (size_t i = 0; i < count; i++)
        hits += state[i] == HIT;
    return hits;
}

size_t dd_aligner_recurring(const dd_aligner *aligner, uint32_t begin, uint32_t end, size_t letters) {
    const size_t streak = letters - aligner->shingle + 1; /* shingles in a row that all may recur */
    const size_t last = aligner->shingles < end ? aligner->shingles : end;
    size_t count = 0;
    for (size_t i = begin; i < last; i = (i / BLOCK + 1) * BLOCK) {
        const size_t block = i / BLOCK, from = i % BLOCK, left = last - block * BLOCK;
        const bool has_next = (block + 1) * BLOCK < aligner->shingles;
        const uint64_t next = has_next ? aligner->may_recur[block + 1] : 0;
        __uint128_t bits = (__uint128_t)next << BLOCK | aligner->may_recur[block];
        for (size_t have = 1, more; have < streak; have += more) {
            more = have < streak - have ? have : streak - have;
            bits &= bits >> more;
        }
        const uint64_t within = left < BLOCK ? ((uint64_t)1 << left) - 1 : UINT64_MAX;
        count += (size_t)__builtin_popcountll((uint64_t)bits & within & UINT64_MAX << from);
    }
    return count;
}

size_t dd_aligner_distinct(dd_aligner *aligner) {
    find_repeats(aligner);
    return aligner->distinct;
}

size_t dd_aligner_shared(dd_aligner *aligner) {
    find_repeats(aligner);
    move_hits(aligner);
    return count_hits(aligner->state, aligner->shingles);
}

double dd_aligner_shared_share(dd_aligner *aligner, const uint8_t *mark, uint8_t unwanted) {
    size_t different = 0, shared = 0;
    find_repeats(aligner);
    move_hits(aligner);
    for (size_t i = 0; i < aligner->shingles; i++)
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
    dd_memory_free(aligner->may_recur);
    dd_memory_free(aligner->map.word);
    dd_memory_free(aligner->run);
    *aligner = (dd_aligner){0};
}
