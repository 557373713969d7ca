/* Allocation: malloc behind a check of the size and a fault that tests can plant. The fault is a counter
 * of the thread, so that it costs one compare and no lock. */
#define _DEFAULT_SOURCE /* madvise */
#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { FIRST_CAPACITY = 8 };

static const size_t LARGE_PAGE = (size_t)2 << 20;

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

/* Asks for large pages where they fit. They cost a tenth to be made of as many small ones, and most of the
 * cost of new memory is in its pages. Where the system has none, nothing is lost. */
static void *want_large_pages(void *memory, size_t bytes) {
#ifdef MADV_HUGEPAGE
    const size_t before = (size_t)(-(uintptr_t)memory & (LARGE_PAGE - 1));
    if (memory != NULL && bytes >= before + LARGE_PAGE) {
        /* The pages at the ends too: a mapping of two kinds is not grown in place, realloc copies it. */
        const size_t page = (size_t)sysconf(_SC_PAGESIZE), into = (uintptr_t)memory & (page - 1);
        (void)madvise((char *)memory - into, (into + bytes + page - 1) & ~(page - 1), MADV_HUGEPAGE);
    }
#else
    (void)bytes;
#endif
    return memory;
}

void *dd_memory_allocate(size_t count, size_t size) {
    size_t bytes = 0;
    if (fault_is_due() || !array_bytes(count, size, &bytes))
        return NULL;
    if (bytes < LARGE_PAGE)
        return malloc(bytes);
    void *memory = NULL;
    return posix_memalign(&memory, LARGE_PAGE, bytes) == 0 ? want_large_pages(memory, bytes) : NULL;
}

/* Not calloc, which leaves it to the system to zero new pages when they are touched: a page that is read
 * first is the system's page of zeros, and when it is written to, another is put in its place, for which all
 * threads are interrupted. Tables are read first. */
void *dd_memory_allocate_zeroed(size_t count, size_t size) {
    void *memory = dd_memory_allocate(count, size);
    return memory != NULL ? memset(memory, 0, count * size) : NULL;
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
    void *grown = want_large_pages(realloc(old, bytes), bytes);
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
