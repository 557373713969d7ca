/* The list of containers: see container.h. */
#include "container.h"

const cli_container_kind *cli_container_kind_of(const char *bytes, size_t length) {
    static const cli_container_kind *const kinds[] = {&cli_archive_kind, &cli_warc_kind};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (kinds[i]->suspected(bytes, length))
            return kinds[i];
    }
    return NULL;
}
