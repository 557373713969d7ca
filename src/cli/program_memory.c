/* Memory of the program: see program_memory.h. */
#include "program_memory.h"

#include "cleanup.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

void cli_memory_start(void) {
#ifdef M_MMAP_THRESHOLD
    /* glibc raises these by itself, and then keeps blocks of up to 32 MiB: a fifth of the peak of a large
     * run. */
    enum { LARGE = 1 << 20, KEPT = 32 << 20 };
    (void)mallopt(M_MMAP_THRESHOLD, LARGE);
    (void)mallopt(M_TRIM_THRESHOLD, KEPT);
#endif
}

static size_t checked_product(size_t count, size_t size) {
    if (size != 0 && count > SIZE_MAX / size)
        cli_cleanup_die("out of memory");
    return count * size;
}

void *cli_memory_allocate(size_t count, size_t size) {
    size_t bytes = checked_product(count, size);
    void *memory = calloc(bytes > 0 ? bytes : 1, 1);
    if (memory == NULL)
        cli_cleanup_die("out of memory");
    return memory;
}

void *cli_memory_resize(void *old, size_t count, size_t size) {
    size_t bytes = checked_product(count, size);
    void *memory = realloc(old, bytes > 0 ? bytes : 1);
    if (memory == NULL)
        cli_cleanup_die("out of memory");
    return memory;
}

void *cli_memory_grow(void *old, size_t *capacity, size_t needed, size_t size) {
    if (needed <= *capacity)
        return old;
    size_t room = *capacity < 8 ? 8 : *capacity;
    while (room < needed)
        room = room > SIZE_MAX / 2 ? needed : room * 2;
    *capacity = room;
    return cli_memory_resize(old, room, size);
}

char *cli_memory_copy(const char *bytes, size_t length) {
    char *copy = cli_memory_allocate(length + 1, 1);
    if (length > 0)
        memcpy(copy, bytes, length);
    return copy;
}
