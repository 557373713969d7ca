/* A run that must succeed, and whose result must keep what the public header promises. */
#ifndef CHECKED_RUN_H
#define CHECKED_RUN_H

#include <dedupe/dedupe.h>

/* The caller frees the result. Says what is wrong and aborts otherwise. */
dedupe_result *checked_run(dedupe_corpus *corpus);

#endif
