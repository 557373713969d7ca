/*
 * Keys of 64 shingles at a time, and a key map asked for them, with AVX-512: the same answers as one at a
 * time (shingle.h, key_map.h), in two thirds of the time. Where the processor has no AVX-512, or shingles are
 * too short or long, the caller does it one at a time.
 */
#ifndef DD_VERIFY_KEY_WIDE_H
#define DD_VERIFY_KEY_WIDE_H

#include "verify/key_map.h"

enum { DD_KEY_WIDE = 64 };

/* Whether this processor can, with shingles of so many letters. The others must not be called if not. */
bool dd_key_wide_works(size_t shingle);

/* A bit for each of the 64 shingles from `letter` on: whether the map may have it. */
uint64_t dd_key_wide_ask(const dd_key_map *map, const uint8_t *letter, size_t shingle);

/* The places of these shingles in the map. */
void dd_key_wide_places(const dd_key_map *map, const uint8_t *letter, size_t shingle,
                        uint32_t place[DD_KEY_WIDE]);

#endif
