/*
 * The key of a list of numbers, for tables that tell lists apart by their keys alone: 64 bits, the same on
 * every machine. Lists of different lengths must not meet in one key more often than others do, so that
 * the count stands where no number reaches.
 */
#ifndef DD_CANDIDATE_LIST_KEY_H
#define DD_CANDIDATE_LIST_KEY_H

#include <stddef.h>
#include <stdint.h>

static inline uint64_t dd_list_key_begin(size_t count) {
    return (uint64_t)count << 32;
}

/* All bits depend on all numbers that were added. */
static inline uint64_t dd_list_key_add(uint64_t key, uint32_t number) {
    key = (key ^ number) * 0x9E3779B97F4A7C15u;
    return key ^ key >> 32;
}

static inline uint64_t dd_list_key_end(uint64_t key) {
    return key * 0x9E3779B97F4A7C15u;
}

#endif
