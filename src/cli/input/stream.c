/* Bytes in a row: see stream.h. */
#include "stream.h"

#include "../program_memory.h"
#include "encoding.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { RAW_BYTES = 64 * 1024 };

struct cli_stream {
    cli_stream_function *read; /* NULL: from `descriptor` */
    void *from;
    int descriptor;
    size_t size;       /* of the file when it was opened; 0: not known */
    size_t read_bytes; /* of it */
    bool at_end;       /* of the file: the last read brought all that was left, and less than was wanted */
    char *path;
    cli_messages *messages;
    atomic_size_t *done_bytes;

    char *peeked; /* read already, but not given */
    size_t peeked_length;
    size_t peeked_used;
    bool failed; /* while peeking; told again when read */

    cli_decoder *decoder; /* NULL: bytes are given as they are */
    cli_text_buffer decoded;
    size_t decoded_used;
    bool ended; /* of what is decoded */
};

cli_stream *cli_stream_create(cli_stream_function *read, void *from) {
    cli_stream *stream = cli_memory_allocate(1, sizeof *stream);
    stream->read = read;
    stream->from = from;
    stream->descriptor = -1;
    return stream;
}

cli_stream *cli_stream_open(const char *path, cli_messages *messages, atomic_size_t *done_bytes) {
    size_t size;
    int descriptor = cli_file_open(path, &size, messages);
    if (descriptor < 0)
        return NULL;
    cli_stream *stream = cli_stream_create(NULL, NULL);
    stream->descriptor = descriptor;
    stream->size = size;
    stream->path = cli_memory_copy(path, strlen(path));
    stream->messages = messages;
    stream->done_bytes = done_bytes;
    return stream;
}

void cli_stream_close(cli_stream *stream) {
    if (stream == NULL)
        return;
    cli_file_close(stream->descriptor);
    cli_decoder_free(stream->decoder);
    cli_text_buffer_free(&stream->decoded);
    free(stream->peeked);
    free(stream->path);
    free(stream);
}

static long read_file(cli_stream *stream, char *bytes, size_t wanted) {
    ssize_t got;
    if (stream->at_end) /* small files are many, and each question counts */
        return 0;
    do
        got = read(stream->descriptor, bytes, wanted);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        cli_file_error(stream->messages, stream->path, errno);
    if (got > 0) {
        stream->read_bytes += (size_t)got;
        stream->at_end = (size_t)got < wanted && stream->read_bytes == stream->size;
        if (stream->done_bytes != NULL)
            atomic_fetch_add(stream->done_bytes, (size_t)got);
    }
    return (long)got;
}

static long read_source(cli_stream *stream, char *bytes, size_t wanted) {
    return stream->read != NULL ? stream->read(stream->from, bytes, wanted)
                                : read_file(stream, bytes, wanted);
}

/* What was peeked first, then the source. */
static long read_raw(cli_stream *stream, char *bytes, size_t wanted) {
    size_t left = stream->peeked_length - stream->peeked_used;
    if (left > 0) {
        size_t count = left < wanted ? left : wanted;
        memcpy(bytes, stream->peeked + stream->peeked_used, count);
        stream->peeked_used += count;
        return (long)count;
    }
    return stream->failed ? -1 : read_source(stream, bytes, wanted);
}

const char *cli_stream_peek(cli_stream *stream, size_t wanted, size_t *length) {
    if (wanted > stream->peeked_length)
        stream->peeked = cli_memory_resize(stream->peeked, wanted, 1);
    while (stream->peeked_length < wanted && !stream->failed) {
        long got =
            read_source(stream, stream->peeked + stream->peeked_length, wanted - stream->peeked_length);
        stream->failed = got < 0;
        if (got <= 0)
            break;
        stream->peeked_length += (size_t)got;
    }
    *length = stream->peeked_length;
    return stream->peeked != NULL ? stream->peeked : "";
}

void cli_stream_decode(cli_stream *stream, const char *name) {
    size_t length;
    size_t mark_length;
    const char *start = cli_stream_peek(stream, 4, &length);
    const char *mark = cli_encoding_of_mark(start, length, &mark_length);
    stream->peeked_used = mark_length;
    if (mark != NULL)
        name = mark;
    if (name != NULL && strcmp(name, "UTF-8") != 0)
        stream->decoder = cli_decoder_create(name);
}

long cli_stream_read(cli_stream *stream, char *bytes, size_t wanted) {
    if (stream->decoder == NULL)
        return read_raw(stream, bytes, wanted);
    while (stream->decoded_used == stream->decoded.length && !stream->ended) {
        char raw[RAW_BYTES];
        long got = read_raw(stream, raw, sizeof raw);
        if (got < 0)
            return got;
        stream->ended = got == 0;
        stream->decoded_used = 0;
        cli_text_buffer_clear(&stream->decoded);
        cli_decoder_feed(stream->decoder, raw, (size_t)got, stream->ended, &stream->decoded);
    }
    size_t left = stream->decoded.length - stream->decoded_used;
    size_t count = left < wanted ? left : wanted;
    if (count > 0)
        memcpy(bytes, stream->decoded.bytes + stream->decoded_used, count);
    stream->decoded_used += count;
    return (long)count;
}

bool cli_stream_fill(cli_stream *stream, cli_file_content *content, size_t wanted, bool *ended) {
    *ended = false;
    cli_file_content_reserve(content, wanted);
    while (content->length < wanted) {
        long got = cli_stream_read(stream, content->bytes + content->length, wanted - content->length);
        if (got < 0)
            return false;
        if (got == 0) {
            *ended = true;
            return true;
        }
        content->length += (size_t)got;
    }
    return true;
}

int cli_stream_descriptor(const cli_stream *stream) {
    struct stat status;
    if (stream->descriptor <= STDIN_FILENO || fstat(stream->descriptor, &status) != 0 ||
        !S_ISREG(status.st_mode))
        return -1;
    return stream->descriptor;
}

int cli_stream_plain_descriptor(const cli_stream *stream, uint64_t *offset) {
    const off_t place = lseek(stream->descriptor, 0, SEEK_CUR); /* an opened /dev/fd may stand anywhere */
    const size_t left = stream->peeked_length - stream->peeked_used;
    if (stream->decoder != NULL || place < (off_t)left)
        return -1;
    *offset = (uint64_t)place - left;
    return cli_stream_descriptor(stream);
}

void cli_stream_rewind(cli_stream *stream) {
    stream->peeked_length = 0;
    stream->peeked_used = 0;
    stream->size = 0; /* who goes back goes anywhere: only reading tells where the end is */
    stream->at_end = false;
    stream->failed = lseek(stream->descriptor, 0, SEEK_SET) != 0;
}
