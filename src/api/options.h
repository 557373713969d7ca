/* What a caller may choose, and what the comparison needs of it. */
#ifndef DD_API_OPTIONS_H
#define DD_API_OPTIONS_H

#include <dedupe/dedupe.h>

#include "verify/compare.h"

/* Error: ARGUMENT, which names the option and its range. */
dedupe_status dd_options_check(const dedupe_options *options, dedupe_error *error);

dd_compare_options dd_options_of_compare(const dedupe_options *options);

#endif
