/* Allocation: malloc behind a check of the size and a fault that tests can plant. The fault is a counter
 * of the thread, so that it costs one compare and no lock. */
#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_CAPACITY = 8 };

/* Allocations until the planted fault; negative: none is planted. */
static _Thread_local long fault_countdown = -1;

static bool fault_is_due(void) {
    return fault_countdown >= 0 && fault_countdown-- == 0;
}

/* Bytes of an array, at least 1 because malloc(0) may be NULL. False when no object can be so big. */
static bool array_bytes(size_t count, size_t size, size_t *bytes) {
    if (size != 0 && count > PTRDIFF_MAX / size)
        return false;
    *bytes = count * size;
    if (*bytes == 0)
        *bytes = 1;
    return true;
}

void *dd_memory_allocate(size_t count, size_t size) {
    size_t bytes = 0;
    if (fault_is_due() || !array_bytes(count, size, &bytes))
        return NULL;
    return malloc(bytes);
}

void *dd_memory_allocate_zeroed(size_t count, size_t size) {
    size_t bytes = 0;
    if (fault_is_due() || !array_bytes(count, size, &bytes))
        return NULL;
    return calloc(1, bytes);
}

bool dd_memory_reserve(void *items, size_t *capacity, size_t needed, size_t size) {
    if (needed <= *capacity)
        return true;
    size_t wanted = *capacity > SIZE_MAX / 2 ? needed : *capacity + *capacity / 2;
    if (wanted < FIRST_CAPACITY)
        wanted = FIRST_CAPACITY;
    if (wanted < needed)
        wanted = needed;
    size_t bytes = 0;
    if (!array_bytes(wanted, size, &bytes)) {
        wanted = needed;
        if (!array_bytes(wanted, size, &bytes))
            return false;
    }
    if (fault_is_due())
        return false;
    /* `items` points to a pointer of any type: only a copy of its bytes is free of aliasing. */
    void *old = NULL;
    memcpy(&old, items, sizeof old);
    void *grown = realloc(old, bytes);
    if (grown == NULL)
        return false;
    memcpy(items, &grown, sizeof grown);
    *capacity = wanted;
    return true;
}

void dd_memory_free(void *memory) {
    free(memory);
}

long dd_memory_fail_after(long after) {
    long left = fault_countdown;
    fault_countdown = after < 0 ? -1 : after;
    return left;
}
