/* All that a result says, as one text, so that two results can be compared with strcmp. */
#ifndef RESULT_DUMP_H
#define RESULT_DUMP_H

#include <dedupe/dedupe.h>

/* The caller frees the text. Aborts without memory. */
char *result_dump(const dedupe_result *result);

/* The same for a comparison of two texts. */
char *comparison_dump(const dedupe_comparison *comparison);

#endif
