/* Errors: a status and one sentence, set at the place that knows what went wrong. */
#ifndef DD_BASE_ERROR_H
#define DD_BASE_ERROR_H

#include <dedupe/dedupe.h>

/* Fills *error (NULL is fine) and returns `code`, so that a caller can return the call. The message is
 * cut at the end of its field. */
__attribute__((format(printf, 4, 5))) dedupe_status dd_error_set(dedupe_error *error, dedupe_status code,
                                                                 size_t position, const char *format, ...);

/* dd_error_set for DEDUPE_ERROR_MEMORY. */
static inline dedupe_status dd_error_memory(dedupe_error *error) {
    (void)dd_error_set(error, DEDUPE_ERROR_MEMORY, 0, "out of memory");
    return DEDUPE_ERROR_MEMORY;
}

#endif
