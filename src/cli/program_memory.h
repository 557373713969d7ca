/*
 * Memory of the program. Nothing sensible can be reported once memory has run out, so these calls
 * never return NULL: they say "out of memory", remove a half-written output file and end with exit 2.
 * (The library never does that: it hands back DEDUPE_ERROR_MEMORY.)
 */
#ifndef CLI_PROGRAM_MEMORY_H
#define CLI_PROGRAM_MEMORY_H

#include <stddef.h>

/* Call once, first: from now on what is large goes back to the system when it is freed. Where malloc has no
 * such setting, nothing happens. */
void cli_memory_start(void);

/* `count` zeroed things of `size` bytes, freed with free(). A product that overflows counts as out of
 * memory. */
void *cli_memory_allocate(size_t count, size_t size);

/* Resizes `old` (NULL is fine) to `count` things of `size` bytes. Added bytes are not zeroed. */
void *cli_memory_resize(void *old, size_t count, size_t size);

/* Makes room for at least `needed` things in an array that has room for *capacity, doubling. Returns
 * the array, perhaps moved. */
void *cli_memory_grow(void *old, size_t *capacity, size_t needed, size_t size);

/* A copy of `length` bytes with a NUL after them, freed with free(). */
char *cli_memory_copy(const char *bytes, size_t length);

#endif
