/*
 * A file of many records that is read piece by piece: bytes are read until a record ends, what is whole is
 * handed out, and the start of the next record is kept. Which bytes are a record is told by the format
 * (cli_input_format.cut); memory is bounded by the longest record that is allowed.
 */
#ifndef CLI_RECORD_FILE_H
#define CLI_RECORD_FILE_H

#include "../messages.h"
#include "file.h"
#include "input.h"
#include "reread.h"
#include "stream.h"

typedef struct cli_record_file cli_record_file;

/* Takes over the stream; `path` is copied. Closed with cli_record_file_close, which takes NULL. */
cli_record_file *cli_record_file_open(cli_stream *stream, const cli_input_format *format, const char *path,
                                      const cli_input_settings *settings, cli_messages *messages);
void cli_record_file_close(cli_record_file *file);

/* Has the records of the file found again by `rereader`, if that can be. Before any was taken. */
void cli_record_file_keep(cli_record_file *file, cli_rereader *rereader);

/* Reads the next whole records into `content`, which is empty. False: nothing is left, or reading failed,
 * which was told. */
bool cli_record_file_take(cli_record_file *file, cli_file_content *content);

/* Where the records that were taken last stand. The header is copied. */
void cli_record_file_describe(const cli_record_file *file, cli_piece *piece, cli_text_buffer *header);

const cli_input_format *cli_record_file_format(const cli_record_file *file);
const char *cli_record_file_path(const cli_record_file *file);

#endif
