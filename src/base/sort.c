/* Radix sort from the lowest byte up: one pass counts every byte of every key, then one pass a byte moves
 * the keys to and fro between the two arrays. Cost: bits/8 + 1 passes at most; a byte that is the same in
 * all keys costs none. Short arrays are sorted by insertion, which is stable too and cheaper than
 * clearing the counters. */
#include "base/sort.h"

#include <string.h>

enum { RADIX = 256, DIGITS_MAX = 8, SHORT_COUNT = 32 };

/* Turns the counts of one byte into the place where each value starts. False if all keys share it. */
static int counts_to_starts(size_t counts[RADIX], size_t count) {
    size_t start = 0;
    for (size_t value = 0; value < RADIX; value++) {
        size_t here = counts[value];
        if (here == count)
            return 0;
        counts[value] = start;
        start += here;
    }
    return 1;
}

static void insert_u64(uint64_t *keys, size_t count, uint64_t mask) {
    for (size_t i = 1; i < count; i++) {
        uint64_t key = keys[i];
        size_t hole = i;
        for (; hole > 0 && (keys[hole - 1] & mask) > (key & mask); hole--)
            keys[hole] = keys[hole - 1];
        keys[hole] = key;
    }
}

void dd_sort_u64(uint64_t *keys, uint64_t *scratch, size_t count, unsigned bits) {
    unsigned digits = bits / 8;
    if (count < 2 || digits == 0)
        return;
    if (count <= SHORT_COUNT) {
        insert_u64(keys, count, UINT64_MAX >> (64 - 8 * digits));
        return;
    }
    size_t counts[DIGITS_MAX][RADIX];
    memset(counts, 0, digits * sizeof counts[0]);
    for (size_t i = 0; i < count; i++) {
        uint64_t key = keys[i];
        for (unsigned digit = 0; digit < digits; digit++, key >>= 8)
            counts[digit][key & 0xff]++;
    }
    uint64_t *from = keys;
    uint64_t *to = scratch;
    for (unsigned digit = 0; digit < digits; digit++) {
        if (!counts_to_starts(counts[digit], count))
            continue;
        for (size_t i = 0; i < count; i++)
            to[counts[digit][from[i] >> (8 * digit) & 0xff]++] = from[i];
        uint64_t *swap = from;
        from = to;
        to = swap;
    }
    if (from != keys)
        memcpy(keys, from, count * sizeof *keys);
}
