/* An arena: a list of blocks; an allocation moves a mark forward. What does not fit an ordinary block gets
 * a block of its own behind the newest, whose rest stays in use. Ordinary blocks grow, so that little takes
 * little and much lies on large pages (memory.h). */
#include "base/arena.h"

#include "base/memory.h"

#include <stdint.h>

enum { FIRST_BLOCK_BYTES = 256 << 10, MOST_BLOCK_BYTES = 4 << 20 };

struct dd_arena_block {
    dd_arena_block *older;
    size_t capacity; /* bytes of data */
    unsigned char data[];
};

/* Bytes to skip from data + used to the next multiple of alignment. */
static size_t padding_at(const dd_arena_block *block, size_t used, size_t alignment) {
    uintptr_t address = (uintptr_t)block->data + used;
    return (size_t)(-address & (uintptr_t)(alignment - 1));
}

static dd_arena_block *block_create(size_t capacity) {
    if (capacity > SIZE_MAX - sizeof(dd_arena_block))
        return NULL;
    dd_arena_block *block = dd_memory_allocate(1, sizeof *block + capacity);
    if (block != NULL) {
        block->older = NULL;
        block->capacity = capacity;
    }
    return block;
}

/* A new ordinary block becomes the newest. */
static void *allocate_in_new_block(dd_arena *arena, size_t capacity, size_t size, size_t alignment) {
    dd_arena_block *block = block_create(capacity);
    if (block == NULL)
        return NULL;
    size_t start = padding_at(block, 0, alignment);
    block->older = arena->newest;
    arena->newest = block;
    arena->used = start + size;
    return block->data + start;
}

/* A block for one allocation, put behind the newest. */
static void *allocate_alone(dd_arena *arena, size_t capacity, size_t alignment) {
    dd_arena_block *block = block_create(capacity);
    if (block == NULL)
        return NULL;
    block->older = arena->newest->older;
    arena->newest->older = block;
    return block->data + padding_at(block, 0, alignment);
}

/* Of the next ordinary block. With its head it is a power of two, twice the newest up to the most. */
static size_t ordinary_capacity(const dd_arena *arena) {
    if (arena->block_bytes != 0)
        return arena->block_bytes;
    size_t whole = FIRST_BLOCK_BYTES;
    while (arena->newest != NULL && whole < MOST_BLOCK_BYTES &&
           whole - sizeof(dd_arena_block) <= arena->newest->capacity)
        whole *= 2;
    return whole - sizeof(dd_arena_block);
}

void *dd_arena_allocate(dd_arena *arena, size_t size, size_t alignment) {
    dd_arena_block *newest = arena->newest;
    if (newest != NULL) {
        size_t padding = padding_at(newest, arena->used, alignment);
        size_t rest = newest->capacity - arena->used;
        if (padding <= rest && size <= rest - padding) {
            void *memory = newest->data + arena->used + padding;
            arena->used += padding + size;
            return memory;
        }
    }
    if (size > SIZE_MAX - alignment)
        return NULL;
    size_t worst = size + alignment - 1;
    size_t ordinary = ordinary_capacity(arena);
    /* More than a quarter of a block alone: opening a new one for it would waste up to that much. */
    if (newest != NULL && worst > ordinary / 4)
        return allocate_alone(arena, worst, alignment);
    return allocate_in_new_block(arena, worst > ordinary ? worst : ordinary, size, alignment);
}

void dd_arena_adopt(dd_arena *arena, dd_arena *other) {
    if (other->newest == NULL)
        return;
    if (arena->newest == NULL) {
        arena->newest = other->newest;
        arena->used = other->used;
    } else {
        dd_arena_block *oldest = other->newest;
        while (oldest->older != NULL)
            oldest = oldest->older;
        oldest->older = arena->newest->older;
        arena->newest->older = other->newest;
    }
    other->newest = NULL;
    other->used = 0;
}

void dd_arena_free(dd_arena *arena) {
    if (arena == NULL)
        return;
    while (arena->newest != NULL) {
        dd_arena_block *older = arena->newest->older;
        dd_memory_free(arena->newest);
        arena->newest = older;
    }
    arena->used = 0;
}
