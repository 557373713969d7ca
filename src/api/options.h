/* What a caller may choose, and what the comparison needs of it. */
#ifndef DD_API_OPTIONS_H
#define DD_API_OPTIONS_H

#include <dedupe/dedupe.h>

#include "verify/compare.h"

/* Error: ARGUMENT, which names the option and its range. */
dedupe_status dd_options_check(const dedupe_options *options, dedupe_error *error);

/* Of checked options: what a comparison of two articles is told. */
dd_compare_options dd_options_for_compare(const dedupe_options *options);

#endif
