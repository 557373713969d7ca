#include "verify/align.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "sketch/shingle.h"

enum {
    OPEN_RUNS = 12,   /* runs that may be open at once; the stalest gives way */
    OCCURRENCES = 16, /* occurrences of one shingle that are looked at: bounds texts that repeat themselves */
    SLOT_SHIFT = 4,   /* places of the map that are one slot of the table: about a slot a letter */
    CHAIN_STEPS = 256 /* entries of one slot, other shingles included */
};

/* States of a shingle of side a: side b has it; it stands earlier in side a too. */
enum { HIT = 1, REPEAT = 2 };

enum { BLOCK = 64 }; /* shingles of a word of bits */

/* A run that may still grow. The last matched shingle starts at a_last and b_last. */
typedef struct open_run {
    uint32_t a_begin, b_begin;
    uint32_t a_last, b_last;
    uint32_t matches;
} open_run;

/* The places of open runs, which stay where they are while they are open. */
typedef struct open_runs {
    open_run run[OPEN_RUNS];
    uint32_t used;       /* a bit for each place */
    uint32_t next_stale; /* the place of side b after which the next one may end */
} open_runs;

static uint64_t eight(const uint8_t *letter) {
    uint64_t word;
    memcpy(&word, letter, sizeof word);
    return word;
}

static bool same_shingle(const uint8_t *x, const uint8_t *y, size_t shingle) {
    if (shingle < 8)
        return memcmp(x, y, shingle) == 0;
    return eight(x) == eight(y) && eight(x + shingle - 8) == eight(y + shingle - 8) &&
           (shingle <= 16 || memcmp(x + 8, y + 8, shingle - 8) == 0);
}

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
        if (same_shingle(aligner->loaded + entry - 1, letter, aligner->shingle))
            return entry;
    return 0;
}

/* Enters shingles [begin, end) of side a, the last first, so that those of a slot come in order. Returns a
 * bit for each that may have come before. No branch on a key. */
static inline uint64_t enter(const dd_aligner *aligner, size_t begin, size_t end, size_t shingle) {
    dd_key_map map = aligner->map; /* copies may stay in registers */
    const uint8_t *letter = aligner->loaded;
    uint32_t *head = aligner->head, *next = aligner->next;
    uint64_t bits = 0;
    for (size_t i = end; i-- > begin;) {
        const uint64_t key = dd_shingle_key(letter + i, shingle);
        uint32_t *slot = &head[key >> map.shift >> SLOT_SHIFT];
        bits = bits << 1 | dd_key_map_put(&map, key);
        next[i] = *slot;
        *slot = (uint32_t)i + 1;
    }
    return bits;
}

static void enter_all(dd_aligner *aligner) {
    size_t end = aligner->shingles;
    while (end > 0) {
        const size_t block = (end - 1) / BLOCK, begin = block * BLOCK;
        if (aligner->shingle == DD_SHINGLE_DEFAULT_LETTERS) /* a copy of its own, with a constant length */
            aligner->may_recur[block] = enter(aligner, begin, end, DD_SHINGLE_DEFAULT_LETTERS);
        else
            aligner->may_recur[block] = enter(aligner, begin, end, aligner->shingle);
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
    enter_all(aligner);
    return DEDUPE_OK;
}

/* ---- runs */

static uint32_t lowest(uint32_t bits) {
    return (uint32_t)__builtin_ctz(bits);
}

/* Ends an open run: keeps it if it is long and dense enough to mean anything. */
static bool close_run(dd_aligner *aligner, open_runs *open, uint32_t place) {
    const open_run *o = &open->run[place];
    const uint32_t shingle = (uint32_t)aligner->shingle;
    open->used &= ~(1u << place);
    if (o->matches < DD_RUN_LEAST_MATCHES || o->b_last + shingle - o->b_begin < DD_RUN_LEAST_LETTERS)
        return true;
    if (!dd_memory_reserve(&aligner->run, &aligner->run_capacity, aligner->run_count + 1, sizeof(dd_run)))
        return false;
    aligner->run[aligner->run_count++] =
        (dd_run){o->a_begin, o->a_last + shingle, o->b_begin, o->b_last + shingle, o->matches};
    return true;
}

/* The place of the open run that was matched last before all others. */
static uint32_t stalest(const open_runs *open) {
    uint32_t place = lowest(open->used);
    for (uint32_t left = open->used; left; left &= left - 1)
        if (open->run[lowest(left)].b_last < open->run[place].b_last)
            place = lowest(left);
    return place;
}

/* Ends the runs that can no longer grow at `b`. */
static bool close_stale(dd_aligner *aligner, open_runs *open, uint32_t b) {
    const uint32_t most = (uint32_t)aligner->shingle + DD_RUN_GAP;
    open->next_stale = UINT32_MAX;
    for (uint32_t left = open->used; left; left &= left - 1) {
        const uint32_t place = lowest(left), last = open->run[place].b_last;
        if (b - last > most) {
            if (!close_run(aligner, open, place))
                return false;
        } else if (last + most < open->next_stale) {
            open->next_stale = last + most;
        }
    }
    return true;
}

/* Whether the match (a, b) continues the run: both sides go forward, by little, and nearly in step. */
static bool continues(const dd_aligner *aligner, const open_run *open, uint32_t a, uint32_t b) {
    if (a <= open->a_last || a - open->a_last > aligner->shingle + DD_RUN_GAP)
        return false;
    int64_t drift = ((int64_t)a - open->a_last) - ((int64_t)b - open->b_last);
    return drift <= DD_RUN_DRIFT && drift >= -DD_RUN_DRIFT;
}

/* The longest open run that the match (a, b) continues; NULL if none. */
static open_run *find_continued(const dd_aligner *aligner, open_runs *open, uint32_t a, uint32_t b) {
    open_run *best = NULL;
    for (uint32_t left = open->used; left; left &= left - 1) {
        open_run *o = &open->run[lowest(left)];
        if (continues(aligner, o, a, b) && (!best || o->matches > best->matches))
            best = o;
    }
    return best;
}

/* Adds a match to the longest open run it continues, or opens a new one, if need be in the place of the
 * stalest. */
static bool add_match(dd_aligner *aligner, open_runs *open, uint32_t a, uint32_t b) {
    open_run *run = find_continued(aligner, open, a, b);
    if (run && run->b_last == b) /* an earlier occurrence of this shingle has taken the run on */
        return true;
    if (!run) {
        if (open->used == (1u << OPEN_RUNS) - 1 && !close_run(aligner, open, stalest(open)))
            return false;
        const uint32_t place = lowest(~open->used);
        open->used |= 1u << place;
        run = &open->run[place];
        *run = (open_run){.a_begin = a, .b_begin = b};
    }
    run->a_last = a;
    run->b_last = b;
    run->matches++;
    return true;
}

/* Adds a match for each occurrence, in side a, of the shingle of side b at `b`; `entry` is the first of its
 * slot. */
static bool take_matches(dd_aligner *aligner, open_runs *open, const uint8_t *b_letter, uint32_t b,
                         uint32_t entry, bool *matched) {
    unsigned found = 0;
    for (unsigned step = 0; entry && step < CHAIN_STEPS && found < OCCURRENCES;
         entry = aligner->next[entry - 1], step++) {
        if (!same_shingle(aligner->loaded + entry - 1, b_letter + b, aligner->shingle))
            continue;
        if (found++ == 0)
            aligner->state[entry - 1] |= HIT;
        if (!add_match(aligner, open, entry - 1, b))
            return false;
    }
    *matched = found > 0;
    return true;
}

/* The run that the shingle at `b` went to, the longest if several; NULL if none. */
static open_run *run_at(open_runs *open, uint32_t b) {
    open_run *longest = NULL;
    for (uint32_t left = open->used; left; left &= left - 1) {
        open_run *o = &open->run[lowest(left)];
        if (o->b_last == b && (!longest || o->matches > longest->matches))
            longest = o;
    }
    return longest;
}

/* How many letters agree, of `most` at most; 8 bytes are readable behind either text. */
static size_t agreeing(const uint8_t *x, const uint8_t *y, size_t most) {
    for (size_t i = 0; i < most; i += 8) {
        const uint64_t differ = eight(x + i) ^ eight(y + i);
        if (differ) {
            const size_t same = i + (size_t)__builtin_ctzll(differ) / 8;
            return same < most ? same : most;
        }
    }
    return most;
}

/* Takes a run that has just been matched on as far as the next letters agree: in a copied passage nothing is
 * looked up. */
static void extend(const dd_aligner *aligner, open_run *open, const uint8_t *b_letter, size_t b_shingles) {
    const size_t a_next = (size_t)open->a_last + 1, b_next = (size_t)open->b_last + 1;
    const size_t a_left = aligner->shingles - a_next, b_left = b_shingles - b_next;
    const size_t behind = aligner->shingle - 1; /* the letter that a shingle adds to the one before */
    const size_t more = agreeing(aligner->loaded + a_next + behind, b_letter + b_next + behind,
                                 a_left < b_left ? a_left : b_left);
    open->a_last += (uint32_t)more;
    open->b_last += (uint32_t)more;
    open->matches += (uint32_t)more;
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
    if (aligner->shingle != DD_SHINGLE_DEFAULT_LETTERS)
        return ask_map(&map, letter, count, aligner->shingle);
    if (count < BLOCK)
        return ask_map(&map, letter, count, DD_SHINGLE_DEFAULT_LETTERS);
    return ask_map(&map, letter, BLOCK, DD_SHINGLE_DEFAULT_LETTERS);
}

/* Looks up the shingle of side b at `b`, which side a may have. *next is the next one to look up. */
static bool look_up(dd_aligner *aligner, open_runs *open, const dd_letters *letters, size_t b_shingles,
                    uint32_t b, size_t *next) {
    const uint32_t entry = first_entry(aligner, letters->letter + b);
    bool matched = false;
    *next = (size_t)b + 1;
    if ((b > open->next_stale && !close_stale(aligner, open, b)) ||
        !take_matches(aligner, open, letters->letter, b, entry, &matched))
        return false;
    open_run *run = matched ? run_at(open, b) : NULL;
    if (run) {
        if (open->next_stale == UINT32_MAX)
            open->next_stale = b + (uint32_t)aligner->shingle + DD_RUN_GAP;
        extend(aligner, run, letters->letter, b_shingles);
        *next = (size_t)run->b_last + 1;
    }
    return true;
}

dedupe_status dd_aligner_align(dd_aligner *aligner, const dd_letters *b, dedupe_error *error) {
    open_runs open = {.used = 0, .next_stale = UINT32_MAX};
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
        if (!close_run(aligner, &open, lowest(open.used)))
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
