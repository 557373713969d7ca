/* Reads a path that is to be one article, of any format, packed or not; for diff. */
#ifndef CLI_SINGLE_H
#define CLI_SINGLE_H

#include "../messages.h"
#include "../text_buffer.h"
#include "input.h"

#include <stdbool.h>

/* Appends the text of the one article. `format` may be NULL: by extension and content. False, with an error
 * in `messages`, if it cannot be read, or holds none or several. */
bool cli_single_read(const cli_input_format *format, const cli_input_settings *settings, const char *path,
                     cli_messages *messages, cli_text_buffer *text);

#endif
