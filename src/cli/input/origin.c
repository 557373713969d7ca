/* From what an article says of itself to what the library takes: see origin.h. */
#include "origin.h"

#include "date.h"
#include "ids.h"

/* A number for the name of an outlet; 0 for none. */
static uint32_t outlet_of(const char *source) {
    return source == NULL || *source == '\0' ? 0 : (uint32_t)cli_ids_hash(source) | 1;
}

dedupe_origin cli_origin_of(const cli_metadata *metadata) {
    const int32_t day = cli_date_day(metadata->date);
    return (dedupe_origin){.day = day,
                           .second = cli_date_second(metadata->date, day),
                           .outlet = outlet_of(metadata->source),
                           .headline = metadata->title};
}
