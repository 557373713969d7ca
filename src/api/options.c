#include "api/options.h"

#include "base/error.h"
#include "base/pool.h"
#include "sketch/shingle.h"

enum { LEAST_SHINGLE = 5, MOST_SHINGLE = 32, MOST_THREADS = 1024, MOST_DAYS = 36500 };

static const double LEAST_DERIVED = 0.05, MOST_DERIVED = 0.80;

dedupe_options dedupe_options_default(void) {
    return (dedupe_options){.shingle_letters = DD_SHINGLE_DEFAULT_LETTERS,
                            .derived_coverage = 0.30,
                            .level = DEDUPE_DERIVED,
                            .passages = 3};
}

unsigned dedupe_default_threads(void) {
    const unsigned processors = dd_pool_processors();
    return processors < MOST_THREADS ? processors : MOST_THREADS;
}

dedupe_status dd_options_check(const dedupe_options *options, dedupe_error *error) {
    if (options->within_days > MOST_DAYS)
        return dd_error_set(error, DEDUPE_ERROR_ARGUMENT, 0, "within_days is %u; it must be 0 to %d",
                            options->within_days, MOST_DAYS);
    if (options->shingle_letters < LEAST_SHINGLE || options->shingle_letters > MOST_SHINGLE)
        return dd_error_set(error, DEDUPE_ERROR_ARGUMENT, 0, "shingle_letters is %u; it must be %d to %d",
                            options->shingle_letters, LEAST_SHINGLE, MOST_SHINGLE);
    if (!(options->derived_coverage >= LEAST_DERIVED && options->derived_coverage <= MOST_DERIVED))
        return dd_error_set(error, DEDUPE_ERROR_ARGUMENT, 0, "derived_coverage is %g; it must be %g to %g",
                            options->derived_coverage, LEAST_DERIVED, MOST_DERIVED);
    if (options->level <= DEDUPE_NONE || options->level > DEDUPE_IDENTICAL)
        return dd_error_set(error, DEDUPE_ERROR_ARGUMENT, 0, "level is not a relation that can cluster");
    if ((unsigned)options->keep > DEDUPE_KEEP_NEWEST)
        return dd_error_set(error, DEDUPE_ERROR_ARGUMENT, 0, "keep is not a rule for representatives");
    if (options->threads > MOST_THREADS)
        return dd_error_set(error, DEDUPE_ERROR_ARGUMENT, 0, "threads is %u; it must be 0 to %d",
                            options->threads, MOST_THREADS);
    return DEDUPE_OK;
}

dd_compare_options dd_options_for_compare(const dedupe_options *options) {
    return (dd_compare_options){.shingle = options->shingle_letters,
                                .derived_coverage = options->derived_coverage,
                                .passages = options->passages,
                                .skip_weak_resemblance = options->skip_weak_resemblance};
}
