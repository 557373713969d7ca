/* Reads single articles, of any format, packed or not; for diff. */
#ifndef CLI_SINGLE_H
#define CLI_SINGLE_H

#include "../messages.h"
#include "../text_buffer.h"
#include "input.h"
#include "paths.h"

#include <stdbool.h>

/* An article that was looked up by its id. Starts as {0}. */
typedef struct cli_single {
    cli_text_buffer text;
    cli_text_buffer path; /* of the file that it stands in */
} cli_single;

/* Appends the text of the one article of a file. `format` may be NULL: by extension and content. False, with
 * an error in `messages`, if it cannot be read, or holds none or several. */
bool cli_single_read(const cli_input_format *format, const cli_input_settings *settings, const char *path,
                     cli_messages *messages, cli_text_buffer *text);

/* Looks for the articles to which a scan of `paths`, sorted ones, would give these two ids, and goes no
 * further than it must. False, with an error in `messages`, if one of them is not there. */
bool cli_single_find(const cli_input_format *format, const cli_input_settings *settings,
                     const cli_paths *paths, const char *const id[2], cli_messages *messages,
                     cli_single found[2]);

void cli_single_free(cli_single *single);

#endif
