/* Reads single articles, of any format, packed or not; for diff. */
#ifndef CLI_SINGLE_H
#define CLI_SINGLE_H

#include "../messages.h"
#include "../text_buffer.h"
#include "input.h"
#include "origin.h"
#include "paths.h"

#include <stdbool.h>

/* One article. Starts as {0}. */
typedef struct cli_single {
    cli_text_buffer text;
    cli_text_buffer path;     /* of the file that it stands in */
    dedupe_origin origin;     /* what it says of itself */
    cli_text_buffer headline; /* that of the origin */
    const char *document;     /* not NULL: what it is instead of text; static */
} cli_single;

/* Reads the one article of a file. `format` may be NULL: by extension and content. False, with an error in
 * `messages`, if it cannot be read, or holds none or several. */
bool cli_single_read(const cli_input_format *format, const cli_input_settings *settings, const char *path,
                     cli_messages *messages, cli_single *single);

/* Finds the articles to which a scan of `paths`, sorted ones, would give these two ids. False, with an error
 * in `messages`, if one of them is not there, or is there twice. */
bool cli_single_find(const cli_input_format *format, const cli_input_settings *settings,
                     const cli_paths *paths, const char *const id[2], cli_messages *messages,
                     cli_single found[2]);

void cli_single_free(cli_single *single);

#endif
