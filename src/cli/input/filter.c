/* --include and --exclude: see filter.h. */
#include "filter.h"

#include <fnmatch.h>
#include <string.h>

static bool matches(const char *const *patterns, size_t count, const char *name) {
    const char *slash = strrchr(name, '/');
    const char *last = slash != NULL ? slash + 1 : name;
    for (size_t i = 0; i < count; i++) {
        const char *against = strchr(patterns[i], '/') != NULL ? name : last;
        if (fnmatch(patterns[i], against, 0) == 0)
            return true;
    }
    return false;
}

bool cli_filter_excludes(const cli_filter *filter, const char *name) {
    return matches(filter->exclude, filter->exclude_count, name);
}

bool cli_filter_passes(const cli_filter *filter, const char *name) {
    if (filter->include_count > 0 && !matches(filter->include, filter->include_count, name))
        return false;
    return !cli_filter_excludes(filter, name);
}
