/* Allocation with checked size arithmetic. The one place that calls malloc, so that tests can make the
 * n-th allocation fail. What takes 2 MiB or more is put on large pages where the system gives them. */
#ifndef DD_BASE_MEMORY_H
#define DD_BASE_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

/* count * size bytes, or NULL when that overflows or there is no memory. Zero bytes give a pointer that
 * can be freed. Free with dd_memory_free. */
void *dd_memory_allocate(size_t count, size_t size);

/* The same, zeroed. */
void *dd_memory_allocate_zeroed(size_t count, size_t size);

/* Makes room for at least `needed` items of `size` bytes in the vector *items (NULL at first) whose room
 * is *capacity items, growing geometrically. On failure returns false and changes nothing. */
bool dd_memory_reserve(void *items, size_t *capacity, size_t needed, size_t size);

/* Frees what the calls above returned. NULL is fine. */
void dd_memory_free(void *memory);

/* For tests: let `after` more allocations of this thread succeed and fail the next one, once.
 * A negative number turns this off. Returns the count that was left. */
long dd_memory_fail_after(long after);

#endif
