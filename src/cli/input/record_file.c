/* A file of many records: see record_file.h. */
#include "record_file.h"

#include "../program_memory.h"
#include "../size.h"
#include "lines.h"

#include <stdlib.h>
#include <string.h>

/* A piece, what its strings become and a parser's memory should fit the second cache of a processor. */
enum { PIECE_BYTES = 256 << 10, MOST_HEADER_BYTES = 1 << 20 };

/* What is read at once to see whether a record that may be too long ends after all. */
enum { LAST_BYTES = 4 << 20 };

struct cli_record_file {
    cli_stream *stream;
    const cli_input_format *format;
    char *path;
    const cli_input_settings *settings;
    cli_messages *messages;
    cli_file_content rest; /* the start of a record whose end was not read yet */
    cli_cut cut;           /* of `rest` and what is read after it */
    cli_text_buffer header;
    bool header_kept;
    size_t next_line;
    uint64_t next_offset;
    bool after_return; /* these follow a CR, and what comes there was not read */
    size_t line;       /* of what was taken last */
    uint64_t offset;
    size_t dropped_records; /* right before it */
    int kept;               /* the file's number in a rereader; 0: it is in none */
    size_t pieces;          /* that were taken */
    bool last;
    bool skipping; /* within a record that is too long */
    bool dropped;  /* something was, so that the start of the file is not at hand any more */
    bool failed;   /* nothing more can be read */
};

cli_record_file *cli_record_file_open(cli_stream *stream, const cli_input_format *format, const char *path,
                                      const cli_input_settings *settings, cli_messages *messages) {
    cli_record_file *file = cli_memory_allocate(1, sizeof *file);
    file->stream = stream;
    file->format = format;
    file->path = cli_memory_copy(path, strlen(path));
    file->settings = settings;
    file->messages = messages;
    file->next_line = 1;
    return file;
}

void cli_record_file_keep(cli_record_file *file, cli_rereader *rereader) {
    const int descriptor = cli_stream_plain_descriptor(file->stream, &file->next_offset);
    file->kept = cli_rereader_keep(rereader, descriptor, file->format);
}

void cli_record_file_close(cli_record_file *file) {
    if (file == NULL)
        return;
    cli_stream_close(file->stream);
    cli_file_content_free(&file->rest);
    cli_text_buffer_free(&file->header);
    free(file->path);
    free(file);
}

const cli_input_format *cli_record_file_format(const cli_record_file *file) {
    return file->format;
}

const char *cli_record_file_path(const cli_record_file *file) {
    return file->path;
}

void cli_record_file_describe(const cli_record_file *file, cli_piece *piece, cli_text_buffer *header) {
    cli_text_buffer_clear(header);
    cli_text_buffer_add_bytes(header, file->header.bytes, file->header.length);
    piece->header = header->bytes;
    piece->header_length = header->length;
    piece->first_line = file->line;
    piece->dropped = file->dropped_records;
    piece->first = file->pieces == 1;
    piece->file = file->kept;
    piece->offset = file->offset;
    piece->last = file->last;
}

/* Goes past `length` bytes of those that were read. */
static void pass(cli_record_file *file, const cli_file_content *content, size_t length) {
    file->next_line += cli_lines_count(content->bytes, 0, length, content->length);
    file->next_offset += length;
    file->after_return = length > 0 && length == content->length && content->bytes[length - 1] == '\r';
}

/* A CR that nothing was known to follow counted as a line end, and so will the LF that does follow it. */
static void join_line_end(cli_record_file *file, const cli_file_content *content) {
    if (file->after_return && content->length > 0 && content->bytes[0] == '\n')
        file->next_line--;
    file->after_return = false;
}

/* Starts `content` with the beginning of a record that was left over. */
static void take_rest(cli_record_file *file, cli_file_content *content) {
    cli_file_content_reserve(content, file->rest.length + PIECE_BYTES);
    if (file->rest.length > 0)
        memcpy(content->bytes, file->rest.bytes, file->rest.length);
    content->length = file->rest.length;
    file->rest.length = 0;
}

/* How many more bytes to read after `before` of an unfinished record: twice as many each time, so that long
 * records are not looked at too often; but then one more than a record may have, or a few, so that it is seen
 * to be longer. */
static size_t bytes_to_read(const cli_record_file *file, size_t before) {
    size_t longest = file->settings->max_article_bytes;
    size_t more = before > PIECE_BYTES ? before : PIECE_BYTES;
    size_t left = before <= longest ? longest + 1 - before : 0;
    size_t most = left > LAST_BYTES ? left : LAST_BYTES;
    return file->skipping || more < most ? more : most;
}

/* What divides the record from the one before may have a line end in it. */
static size_t line_of_record(const cli_record_file *file, const cli_file_content *content) {
    size_t start = 0;
    while (start < content->length && memchr(" \t\r\n,", content->bytes[start], 5) != NULL)
        start++;
    return file->next_line + cli_lines_count(content->bytes, 0, start, content->length);
}

static void tell_too_long(const cli_record_file *file, const cli_file_content *content) {
    cli_text_buffer text = {0};
    cli_text_buffer_add(&text, "the record is longer than ");
    cli_size_add(&text, file->settings->max_article_bytes);
    cli_text_buffer_add(&text, "; --max-article SIZE allows more");
    cli_messages_error(file->messages, file->path, line_of_record(file, content), "too-large", "%s",
                       text.bytes);
    cli_text_buffer_free(&text);
}

/* Drops the part of a too long record that is in `content`, but for what follows its end. */
static void skip_long_record(cli_record_file *file, cli_file_content *content) {
    cli_cut *cut = &file->cut;
    if (!file->skipping)
        tell_too_long(file, content);
    size_t dropped = cut->first > 0 ? cut->first : content->length;
    file->dropped = true;
    file->skipping = cut->first == 0;
    pass(file, content, dropped);
    file->dropped_records += cut->first > 0;
    cut->looked -= dropped < cut->looked ? dropped : cut->looked;
    cut->whole = cut->whole > dropped ? cut->whole - dropped : 0;
    cut->first = 0;
    memmove(content->bytes, content->bytes + dropped, content->length - dropped);
    content->length -= dropped;
}

static void tell_long_header(const cli_record_file *file) {
    cli_text_buffer text = {0};
    cli_text_buffer_add(&text, "what stands before the first record is longer than ");
    cli_size_add(&text, MOST_HEADER_BYTES);
    cli_text_buffer_add(&text, ", so nothing is read; is a quote missing there?");
    cli_messages_error(file->messages, file->path, 1, "too-large", "%s", text.bytes);
    cli_text_buffer_free(&text);
}

/* Keeps what every piece has to know. False: that is too long, and without it no record can be read. */
static bool keep_header(cli_record_file *file, const cli_file_content *content) {
    if (file->header_kept || file->cut.header == 0)
        return true;
    file->header_kept = true;
    if (file->cut.header > MOST_HEADER_BYTES || file->dropped) {
        tell_long_header(file);
        return false;
    }
    cli_text_buffer_add_bytes(&file->header, content->bytes, file->cut.header);
    return true;
}

/* Reads until there is at least one whole record. False: nothing is left. Where reading fails, the whole
 * records before are handed out all the same. */
static bool fill_records(cli_record_file *file, cli_file_content *content) {
    cli_cut *cut = &file->cut;
    take_rest(file, content);
    while (!file->failed) {
        size_t before = content->length;
        file->failed =
            !cli_stream_fill(file->stream, content, before + bytes_to_read(file, before), &file->last);
        join_line_end(file, content);
        file->format->cut(cut, content->bytes, content->length);
        if (!keep_header(file, content)) {
            file->failed = true;
            return false;
        }
        if (file->skipping || (cut->whole == 0 && content->length > file->settings->max_article_bytes))
            skip_long_record(file, content);
        if (file->last)
            return content->length > 0;
        if (cut->whole > 0)
            return true;
    }
    return false;
}

bool cli_record_file_take(cli_record_file *file, cli_file_content *content) {
    cli_cut *cut = &file->cut;
    file->dropped_records = 0;
    if (!fill_records(file, content))
        return false;
    file->pieces++;
    size_t length = file->last ? content->length : cut->whole;
    size_t rest = content->length - length;
    cli_file_content_reserve(&file->rest, rest);
    memcpy(file->rest.bytes, content->bytes + length, rest);
    file->rest.length = rest;
    file->line = file->next_line;
    file->offset = file->next_offset;
    pass(file, content, length);
    content->length = length;
    cut->looked -= length < cut->looked ? length : cut->looked;
    cut->whole = 0;
    cut->first = 0;
    return true;
}
