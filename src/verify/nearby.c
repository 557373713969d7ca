#include "verify/nearby.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/memory.h"

static int by_begin(const void *left, const void *right) {
    const dd_span *x = left, *y = right;
    return x->begin < y->begin ? -1 : x->begin > y->begin;
}

/* What stands near the runs, by begin; stretches may overlap. */
static bool list_stretches(dd_nearby *scratch, const dd_aligner *aligner, size_t letters, bool is_b) {
    if (!dd_memory_reserve(&scratch->stretch, &scratch->capacity, aligner->run_count, sizeof(dd_span)))
        return false;
    for (size_t i = 0; i < aligner->run_count; i++) {
        const dd_run *run = &aligner->run[i];
        const uint32_t begin = is_b ? run->b_begin : run->a_begin, end = is_b ? run->b_end : run->a_end;
        scratch->stretch[i].begin = begin > DD_NEARBY_MARGIN ? begin - DD_NEARBY_MARGIN : 0;
        scratch->stretch[i].end =
            letters - end > DD_NEARBY_MARGIN ? end + DD_NEARBY_MARGIN : (uint32_t)letters;
    }
    if (aligner->run_count > 0)
        qsort(scratch->stretch, aligner->run_count, sizeof *scratch->stretch, by_begin);
    return true;
}

dedupe_status dd_nearby_split(dd_nearby *scratch, dd_words *words, const dd_letters *letters,
                              const dd_text *text, const dd_aligner *aligner, bool is_b,
                              dedupe_error *error) {
    if (!list_stretches(scratch, aligner, letters->count, is_b))
        return dd_error_memory(error);
    dedupe_status status = DEDUPE_OK;
    words->count = 0;
    for (size_t i = 0; i < aligner->run_count && status == DEDUPE_OK; i++) {
        const size_t last = words->count > 0 ? words->word[words->count - 1].end : 0;
        const dd_span *stretch = &scratch->stretch[i];
        status = dd_words_add(words, letters, text->bytes, text->length,
                              stretch->begin > last ? stretch->begin : last, stretch->end, error);
    }
    return status;
}
