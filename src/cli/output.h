/*
 * Where a report goes: stdout, or a file that is written whole or not at all (a temporary file beside
 * it, renamed at the end). A closed pipe ends the writing quietly; every other failure is remembered
 * and comes back from cli_output_close.
 */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include "input/paths.h"
#include "messages.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct cli_output cli_output;

/* Opens `path`, or stdout for NULL or "-". Returns NULL, with an error in `messages`, if that fails.
 * A `path` that is a device or pipe is written directly. */
cli_output *cli_output_open(const char *path, cli_messages *messages);

/* Whether the file `path` may be written without loss: false, with an error in `messages`, if it is there
 * already and is one of the `count` inputs, whatever name it has there ("-" is stdin). NULL and "-" are
 * stdout. `identities`: what is known of each input, so that it is not asked again; may be NULL. */
bool cli_output_spares(const char *path, const char *const *inputs, const cli_path_identity *identities,
                       size_t count, cli_messages *messages);

/* Appends bytes, a string, or as printf does. */
void cli_output_write(cli_output *output, const char *bytes, size_t length);
void cli_output_text(cli_output *output, const char *text);
void cli_output_format(cli_output *output, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Whether more output makes sense; false once the reader is gone or the disk is full. */
bool cli_output_alive(const cli_output *output);

/* Writes the rest, puts the file in its place and frees the output. False, with an error in
 * `messages`, if not everything could be written; a closed pipe is not an error. */
bool cli_output_close(cli_output *output, cli_messages *messages);

/* Gives the output up: nothing of a file is left behind. NULL is fine. */
void cli_output_abandon(cli_output *output);

#endif
