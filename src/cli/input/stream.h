/*
 * Bytes in a row, wherever they come from: a file, stdin, a member of an archive. The first of them can
 * be looked at before they are read, and they can be converted to UTF-8 on the way.
 */
#ifndef CLI_STREAM_H
#define CLI_STREAM_H

#include "../messages.h"
#include "file.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct cli_stream cli_stream;

/* Fills `bytes` with up to `wanted` (> 0) bytes. Returns how many, 0 at the end, -1 after telling an error.
 */
typedef long cli_stream_function(void *from, char *bytes, size_t wanted);

/* Opens a file, or stdin for "-". NULL, with an error in `messages`, if it cannot. *done_bytes (may be NULL)
 * is raised by what is read. */
cli_stream *cli_stream_open(const char *path, cli_messages *messages, atomic_size_t *done_bytes);

/* A stream of what `read` gives; `from` is borrowed. */
cli_stream *cli_stream_create(cli_stream_function *read, void *from);

/* NULL is fine. */
void cli_stream_close(cli_stream *stream);

/* The first bytes, at least `wanted` unless there are fewer or reading fails; only before any were read. */
const char *cli_stream_peek(cli_stream *stream, size_t wanted, size_t *length);

/* Converts what follows to UTF-8 from the encoding `name`, which iconv must know; NULL: by the byte order
 * mark, which is dropped. Only before any bytes were read. */
void cli_stream_decode(cli_stream *stream, const char *name);

/* Reads up to `wanted` (> 0) bytes: how many, 0 at the end, -1 after telling an error. */
long cli_stream_read(cli_stream *stream, char *bytes, size_t wanted);

/* Reads until `content` holds `wanted` bytes or the stream ends; *ended tells which. False: reading failed,
 * which was told. */
bool cli_stream_fill(cli_stream *stream, cli_file_content *content, size_t wanted, bool *ended);

/* The descriptor of a file that can be read at any place, -1 if the stream is none; for archives with a
 * directory at their end. */
int cli_stream_descriptor(const cli_stream *stream);

/* The same if nothing is converted, with the place of the next byte, before any was read; else -1. */
int cli_stream_plain_descriptor(const cli_stream *stream, uint64_t *offset);

/* Goes back to the start of such a file. */
void cli_stream_rewind(cli_stream *stream);

#endif
