/* Sorting of integers by radix: linear, stable, the same on every machine. */
#ifndef DD_BASE_SORT_H
#define DD_BASE_SORT_H

#include <stddef.h>
#include <stdint.h>

/* Sorts `count` keys ascending by their low `bits` bits (a multiple of 8 up to 64); higher bits must be
 * zero or may be ignored. `scratch` holds as many keys. Bytes that all keys share cost one pass over a
 * histogram and no move. */
void dd_sort_u64(uint64_t *keys, uint64_t *scratch, size_t count, unsigned bits);

#endif
