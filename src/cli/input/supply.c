/* Hands out work: see supply.h. */
#include "supply.h"

#include "../program_memory.h"
#include "../size.h"
#include "container.h"
#include "record_file.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_LEVELS = 8, FIRST_READ_BYTES = 64 * 1024, LEAST_LIMIT_OF_MANY = 256 << 20 };

/* A container that is open; the next one is a member of it. */
struct level {
    cli_container container;
    char *path;
    cli_member member;
};

struct cli_supply {
    const cli_supply_settings *settings;
    const cli_paths *paths;
    cli_messages *messages;
    atomic_size_t *done_bytes;
    size_t next_path;
    size_t next_ticket;
    size_t left_out;
    cli_expansion expansion; /* of the path at hand */
    struct level levels[MOST_LEVELS];
    size_t depth;
    cli_record_file *records; /* NULL: none is open */
};

cli_supply *cli_supply_create(const cli_supply_settings *settings, const cli_paths *paths,
                              cli_messages *messages, atomic_size_t *done_bytes) {
    cli_supply *supply = cli_memory_allocate(1, sizeof *supply);
    supply->settings = settings;
    supply->paths = paths;
    supply->messages = messages;
    supply->done_bytes = done_bytes;
    return supply;
}

static void pop_level(cli_supply *supply) {
    struct level *level = &supply->levels[--supply->depth];
    level->container.kind->close(level->container.state);
    cli_stream_close(level->container.bytes);
    cli_text_buffer_free(&level->member.name);
    cli_text_buffer_free(&level->member.url);
    cli_text_buffer_free(&level->member.charset);
    cli_text_buffer_free(&level->member.inner_name);
    free(level->path);
}

void cli_supply_free(cli_supply *supply) {
    cli_record_file_close(supply->records);
    while (supply->depth > 0)
        pop_level(supply);
    free(supply);
}

size_t cli_supply_left_out(const cli_supply *supply) {
    return supply->left_out;
}

/* Goes into a container, whose stream it takes over. */
static void push_level(cli_supply *supply, const cli_container_kind *kind, const char *path,
                       cli_stream *bytes) {
    if (supply->depth == MOST_LEVELS) {
        cli_messages_error(supply->messages, path, 0, "nested",
                           "this is an archive %d archives deep; unpack it first", MOST_LEVELS);
        cli_stream_close(bytes);
        return;
    }
    if (supply->depth == 0)
        cli_messages_archive(supply->messages, path);
    struct level *level = &supply->levels[supply->depth++];
    *level = (struct level){.path = cli_memory_copy(path, strlen(path))};
    level->container = (cli_container){.kind = kind,
                                       .path = level->path,
                                       .bytes = bytes,
                                       .messages = supply->messages,
                                       .expansion = &supply->expansion,
                                       .left_out = &supply->left_out};
    level->container.state = kind->open(&level->container);
}

/* The nearest of the open members that knows it. */
static const char *inherited(const cli_supply *supply, bool url, cli_text_buffer *copy) {
    cli_text_buffer_clear(copy);
    for (size_t i = supply->depth; i > 0; i--) {
        const cli_member *member = &supply->levels[i - 1].member;
        const cli_text_buffer *known = url ? &member->url : &member->charset;
        if (known->length > 0) {
            cli_text_buffer_add_bytes(copy, known->bytes, known->length);
            return copy->bytes;
        }
    }
    return NULL;
}

/* Starts a parcel. The path is copied: what it belongs to may be closed while the parcel is worked on. */
static void start_parcel(cli_supply *supply, cli_parcel *parcel, const cli_input_format *format,
                         const char *path) {
    cli_text_buffer_clear(&parcel->path);
    cli_text_buffer_add_bytes(&parcel->path, path, strlen(path));
    path = parcel->path.bytes;
    parcel->format = format;
    parcel->ready = false;
    parcel->stream = NULL;
    parcel->source = &supply->paths->sources[supply->next_path - 1];
    parcel->ticket = supply->next_ticket++;
    parcel->piece = (cli_piece){.path = path, .first_line = 1, .first = true, .last = true};
    parcel->piece.is_packed = supply->depth > 0;
    parcel->piece.url = inherited(supply, true, &parcel->url);
    parcel->piece.charset = inherited(supply, false, &parcel->charset);
}

/* The most bytes of a file that is read whole. One of many articles, a feed, may be longer than one article,
 * but not by much: it is held in memory several times while it is read. */
static uint64_t limit_of(const cli_input_format *format, const cli_input_settings *settings) {
    uint64_t most = settings->max_article_bytes;
    if (!format->many)
        return most;
    most = most > LEAST_LIMIT_OF_MANY ? most : LEAST_LIMIT_OF_MANY;
    return most < settings->max_expanded_bytes ? most : settings->max_expanded_bytes;
}

/* Reads all that is left of a stream, up to the most that a file of this format may have. */
static bool read_whole(cli_stream *stream, const char *path, const cli_input_format *format,
                       const cli_input_settings *settings, cli_messages *messages,
                       cli_file_content *content) {
    uint64_t most = limit_of(format, settings);
    size_t limit = most < INT32_MAX ? (size_t)most : (size_t)INT32_MAX - 1;
    size_t wanted = FIRST_READ_BYTES;
    bool ended = false;
    content->length = 0;
    while (!ended && content->length <= limit) {
        if (!cli_stream_fill(stream, content, wanted <= limit ? wanted : limit + 1, &ended))
            return false;
        wanted *= 2;
    }
    if (ended)
        return true;
    cli_text_buffer text = {0};
    cli_text_buffer_add(&text, "larger than ");
    cli_size_add(&text, most < INT32_MAX ? most : (uint64_t)INT32_MAX + 1);
    if (most < INT32_MAX)
        cli_text_buffer_add(&text, "; --max-%s SIZE allows more",
                            most < settings->max_article_bytes ? "expanded" : "article");
    cli_messages_error(messages, path, 0, "too-large", "%s", text.bytes);
    cli_text_buffer_free(&text);
    return false;
}

/* Whether a file is packed although its name says that it is one article: an error that says what to do.
 * Pages that were saved as they were sent are. */
static bool is_packed(const cli_file_content *content, const char *path, const cli_input_format *format,
                      cli_messages *messages) {
    if (cli_container_kind_of(content->bytes, content->length) == NULL)
        return false;
    cli_messages_error(messages, path, 0, "packed",
                       "this is packed, which its name does not say; --input-format %s unpacks it first",
                       format->name);
    return true;
}

/* Reads the first bytes of a document, which tell what it is: it has no text to be read. */
static bool read_document(cli_stream *stream, cli_file_content *content) {
    bool ended;
    content->length = 0;
    return cli_stream_fill(stream, content, CLI_CONTAINER_PEEK, &ended);
}

bool cli_parcel_read(cli_parcel *parcel, const cli_input_settings *settings, cli_messages *messages,
                     atomic_size_t *done_bytes) {
    cli_stream *stream = parcel->stream;
    const bool by_name = stream == NULL; /* nobody has looked into it yet */
    parcel->stream = NULL;
    if (by_name)
        stream = cli_stream_open(parcel->piece.path, messages, done_bytes);
    if (stream == NULL)
        return false;
    parcel->ready =
        parcel->format == &cli_document_format
            ? read_document(stream, &parcel->content)
            : read_whole(stream, parcel->piece.path, parcel->format, settings, messages, &parcel->content);
    if (by_name && parcel->ready && cli_input_document(parcel->content.bytes, parcel->content.length) != NULL)
        parcel->format = &cli_document_format;
    else if (by_name && parcel->ready)
        parcel->ready = !is_packed(&parcel->content, parcel->piece.path, parcel->format, messages);
    cli_stream_close(stream);
    parcel->piece.bytes = parcel->content.bytes;
    parcel->piece.length = parcel->content.length;
    return parcel->ready;
}

void cli_parcel_free(cli_parcel *parcel) {
    cli_stream_close(parcel->stream);
    cli_file_content_free(&parcel->content);
    cli_text_buffer_free(&parcel->path);
    cli_text_buffer_free(&parcel->header);
    cli_text_buffer_free(&parcel->url);
    cli_text_buffer_free(&parcel->charset);
}

/* The format of a file by its name, or else by its first bytes. */
static const cli_input_format *format_of(const cli_supply *supply, const char *name, const char *bytes,
                                         size_t length) {
    if (supply->settings->format != NULL)
        return supply->settings->format;
    const cli_input_format *by_name = cli_input_format_for(name);
    return by_name != NULL ? by_name : cli_input_format_of(name, bytes, length);
}

/* Goes on with a stream, which it takes over. True: it made a parcel. */
static bool take_stream(cli_supply *supply, cli_parcel *parcel, cli_stream *stream, const char *path,
                        const char *inner_name) {
    size_t length;
    const char *start = cli_stream_peek(stream, CLI_CONTAINER_PEEK, &length);
    const bool is_document = supply->settings->format == NULL && cli_input_document(start, length) != NULL;
    const cli_container_kind *kind = is_document ? NULL : cli_container_kind_of(start, length);
    if (kind != NULL) {
        push_level(supply, kind, path, stream);
        return false;
    }
    const cli_input_format *format =
        is_document ? &cli_document_format : format_of(supply, inner_name, start, length);
    if (format->cut != NULL) {
        cli_stream_decode(stream, supply->settings->input->encoding);
        supply->records =
            cli_record_file_open(stream, format, path, supply->settings->input, supply->messages);
        cli_record_file_keep(supply->records, supply->settings->rereader);
        return false;
    }
    start_parcel(supply, parcel, format, path);
    parcel->stream = stream;
    if (supply->depth == 0)
        return true;
    if (cli_parcel_read(parcel, supply->settings->input, supply->messages, NULL))
        return true;
    supply->next_ticket--;
    return false;
}

/* Takes the next member of the innermost container. True: it made a parcel. */
static bool take_member(cli_supply *supply, cli_parcel *parcel) {
    struct level *level = &supply->levels[supply->depth - 1];
    const cli_container_kind *kind = level->container.kind;
    if (kind->next(level->container.state, &level->member) == CLI_NEXT_END) {
        pop_level(supply);
        return false;
    }
    const char *name = level->member.inner_name.bytes;
    if (level->member.named && !cli_filter_passes(supply->settings->filter, name)) {
        supply->left_out++;
        return false;
    }
    cli_stream *stream = cli_stream_create(kind->read, level->container.state);
    return take_stream(supply, parcel, stream, level->member.name.bytes, name);
}

/* The format of a file that its name says is one article; NULL: it has to be looked into. */
static const cli_input_format *format_by_name(const cli_supply *supply, const char *path) {
    const cli_input_format *by_name = supply->settings->format == NULL ? cli_input_format_for(path) : NULL;
    return by_name != NULL && by_name->cut == NULL ? by_name : NULL;
}

/* Starts on a path. True: it made a parcel. */
static bool take_path(cli_supply *supply, cli_parcel *parcel, const char *path) {
    supply->expansion = (cli_expansion){0, supply->settings->input->max_expanded_bytes};
    const cli_input_format *by_name = format_by_name(supply, path);
    if (by_name != NULL) {
        start_parcel(supply, parcel, by_name, path);
        return true;
    }
    cli_stream *stream = cli_stream_open(path, supply->messages, supply->done_bytes);
    return stream != NULL && take_stream(supply, parcel, stream, path, path);
}

/* Takes the next piece of the file of records. */
static bool take_records(cli_supply *supply, cli_parcel *parcel) {
    cli_record_file *file = supply->records;
    parcel->content.length = 0;
    bool found = cli_record_file_take(file, &parcel->content);
    if (found) {
        start_parcel(supply, parcel, cli_record_file_format(file), cli_record_file_path(file));
        cli_record_file_describe(file, &parcel->piece, &parcel->header);
        parcel->piece.bytes = parcel->content.bytes;
        parcel->piece.length = parcel->content.length;
        parcel->ready = true;
    }
    if (!found || parcel->piece.last) {
        cli_record_file_close(file);
        supply->records = NULL;
    }
    return found;
}

size_t cli_supply_next_bytes(const cli_supply *supply) {
    const cli_paths *paths = supply->paths;
    const size_t next = supply->next_path;
    if (supply->records != NULL || supply->depth > 0 || next == paths->count ||
        !paths->identities[next].is_file || format_by_name(supply, paths->items[next]) == NULL)
        return SIZE_MAX;
    return (size_t)paths->identities[next].size_bytes;
}

bool cli_supply_take(cli_supply *supply, cli_parcel *parcel) {
    for (;;) {
        bool found;
        if (supply->records != NULL)
            found = take_records(supply, parcel);
        else if (supply->depth > 0)
            found = take_member(supply, parcel);
        else if (supply->next_path < supply->paths->count)
            found = take_path(supply, parcel, supply->paths->items[supply->next_path++]);
        else
            return false;
        if (found)
            return true;
    }
}
