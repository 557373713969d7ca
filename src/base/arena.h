/* An arena: allocations that live and die together. Blocks are never moved. */
#ifndef DD_BASE_ARENA_H
#define DD_BASE_ARENA_H

#include <stddef.h>

typedef struct dd_arena_block dd_arena_block;

/* Zero-initialise before first use. */
typedef struct dd_arena {
    dd_arena_block *newest;
    size_t used;        /* bytes of the newest block */
    size_t block_bytes; /* of an ordinary block; 0: from 256 KiB for the first to 4 MiB */
} dd_arena;

/* `size` bytes aligned to `alignment` (a power of two up to 64), uninitialised; NULL without memory. */
void *dd_arena_allocate(dd_arena *arena, size_t size, size_t alignment);

/* Moves all blocks of `other` into `arena`; what was allocated stays where it is. `other` is empty then. */
void dd_arena_adopt(dd_arena *arena, dd_arena *other);

/* Frees every block; the arena can be used again. NULL is fine. */
void dd_arena_free(dd_arena *arena);

#endif
