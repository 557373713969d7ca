/*
 * Floors: the least that any program would have to do at a stage, as plain loops over the same data in the
 * same run. Each returns a value made from all it has read, so that the compiler leaves nothing out.
 */
#ifndef BENCH_FLOOR_H
#define BENCH_FLOOR_H

#include <stddef.h>
#include <stdint.h>

enum { FLOOR_TABLE_BITS = 14 };

/* Reads every byte and writes it to a buffer in the cache. */
uint64_t floor_copy(const char *text, size_t length, char *buffer);

/* A 128-bit hash of the bytes (XXH3). */
uint64_t floor_hash(const char *text, size_t length);

/* Finds the words of ASCII bytes by a table, and hashes each. */
uint64_t floor_words(const char *text, size_t length);

/* One widening multiplication for each window of 8 letters, and a comparison that keeps 1 in 16. */
uint64_t floor_windows(const uint8_t *letter, size_t count);

/* The least value of each of 128 bins, one bin for each hash (one-permutation hashing). */
uint64_t floor_bins(const uint32_t *hash, size_t count);

/* Enters each window of 8 letters into a table that stays in the cache, or looks each up. `table` has
 * 2^FLOOR_TABLE_BITS entries. */
uint64_t floor_enter(const uint8_t *letter, size_t count, uint32_t *table);
uint64_t floor_look_up(const uint8_t *letter, size_t count, const uint32_t *table);

/* Scatters keys by 8 bits: one pass of a radix sort. `out` has room for as many. */
uint64_t floor_scatter(const uint64_t *key, size_t count, uint64_t *out);

#endif
