/* What the library is told of where an article comes from. */
#ifndef CLI_INPUT_ORIGIN_H
#define CLI_INPUT_ORIGIN_H

#include "input.h"

#include <dedupe/dedupe.h>

/* The day, outlet and headline that an article says of itself; the headline is borrowed. */
dedupe_origin cli_origin_of(const cli_metadata *metadata);

#endif
