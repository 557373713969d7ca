#include "checked_run.h"

#include "result_check.h"

#include <stdio.h>
#include <stdlib.h>

static void require(const char *broken) {
    if (broken == NULL)
        return;
    fprintf(stderr, "%s\n", broken);
    abort();
}

dedupe_result *checked_run(dedupe_corpus *corpus) {
    dedupe_result *result = NULL;
    dedupe_error error = {0};
    require(dedupe_corpus_run(corpus, &result, &error) == DEDUPE_OK ? NULL : error.message);
    require(result_check(result));
    return result;
}
