/* What every fuzz target here defines, and how it reports a broken promise. */
#ifndef FUZZ_TARGET_H
#define FUZZ_TARGET_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Stops the program, which is how a fuzzer learns of a finding. NULL: nothing is broken. */
static inline void fuzz_require(const char *broken) {
    if (broken != NULL) {
        fprintf(stderr, "broken promise: %s\n", broken);
        abort();
    }
}

#endif
