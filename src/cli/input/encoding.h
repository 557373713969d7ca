/*
 * Encodings. What a text is written in is told, in this order, by --encoding; by a byte order mark; by
 * the bytes themselves if they are UTF-8 and not plain ASCII; by what the file declares; and what none
 * of these tells is ASCII or UTF-8 if it can be, else Windows-1252, with a warning that names the file.
 * (That a text of another encoding is valid UTF-8 by chance practically never happens, and that a file
 * declares what it is not happens all the time.)
 *
 * The conversion itself is iconv's. Bytes that mean nothing become U+FFFD.
 */
#ifndef CLI_ENCODING_H
#define CLI_ENCODING_H

#include "../text_buffer.h"
#include "input.h"

#include <stdbool.h>
#include <stddef.h>

/* Whether iconv knows an encoding of that name. */
bool cli_encoding_known(const char *name);

/* The encoding that a byte order mark tells, and the length of the mark; NULL: there is none. */
const char *cli_encoding_of_mark(const char *bytes, size_t length, size_t *mark_length);

/* A conversion to UTF-8, piece by piece. */
typedef struct cli_decoder cli_decoder;

/* `name` must be known (cli_encoding_known). Freed with cli_decoder_free, which takes NULL. */
cli_decoder *cli_decoder_create(const char *name);
void cli_decoder_free(cli_decoder *decoder);

/* Appends the UTF-8 of `bytes` to `out`; a character that is cut off waits for the rest, unless the text
 * ends here. */
void cli_decoder_feed(cli_decoder *decoder, const char *bytes, size_t length, bool ends,
                      cli_text_buffer *out);

/* Whether bytes that are not all UTF-8 are so few among characters that are that they are damage. */
bool cli_encoding_is_utf8(const char *bytes, size_t length);

/* The bytes of a text as UTF-8 without a mark. */
typedef struct cli_decoded {
    const char *bytes; /* where they were, or in memory of the batch */
    size_t length;
} cli_decoded;

/* Finds out the encoding of a whole text and converts it. `declared` is what the file says, NULL if it
 * says nothing. A guess is a warning in `batch`. */
cli_decoded cli_encoding_decode(const cli_input_settings *settings, const char *declared, const char *bytes,
                                size_t length, cli_batch *batch);

#endif
