/* Checks what the public header promises of every result, whatever the input. */
#ifndef RESULT_CHECK_H
#define RESULT_CHECK_H

#include <dedupe/dedupe.h>

/* NULL if the result keeps every promise of form (ranges, order, membership), else what it breaks. Static. */
const char *result_check(const dedupe_result *result);

/* The same for a comparison of two texts. */
const char *result_check_comparison(const dedupe_comparison *comparison);

#endif
