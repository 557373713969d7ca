/*
 * WARC, the format of web archives (ISO 28500): records with a head of fields, of which those of type
 * response and resource that hold a page of HTML are members. A .warc.gz is unpacked by archive.c first.
 *
 * libarchive reads WARC too, but passes over every record whose address ends in a slash without a word,
 * and leaves the head of the HTTP answer in the text. So the records are told apart here.
 */
#include "container.h"

#include "../program_memory.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { BLOCK_BYTES = 64 * 1024, LONGEST_LINE = 64 * 1024, MOST_LINES = 1000, CHUNK_DIGITS = 8 };

/* How a body is divided. */
enum chunks { CHUNKS_NONE, CHUNKS_SIZE, CHUNKS_BYTES, CHUNKS_END };

struct state {
    cli_container *container;
    char block[BLOCK_BYTES];
    size_t used;
    size_t length;
    bool failed;        /* no record can be found any more */
    uint64_t left;      /* bytes of the record that were not read */
    size_t number;      /* of the record */
    enum chunks chunks; /* of the body */
    uint64_t chunk;     /* bytes left of the chunk */
    cli_text_buffer line;
    cli_text_buffer name; /* of the member, for messages */
};

/* What the heads of a record tell. */
struct heads {
    bool is_answer;
    bool is_resource;
    bool has_length;
    uint64_t length;
    bool is_page;
    bool is_chunked;
    bool is_packed; /* in a way that is not read */
    cli_text_buffer packing;
};

static bool suspected(const char *bytes, size_t length) {
    return length >= 7 && memcmp(bytes, "WARC/", 5) == 0 && (bytes[5] == '0' || bytes[5] == '1') &&
           bytes[6] == '.';
}

static void *open_warc(cli_container *container) {
    struct state *state = cli_memory_allocate(1, sizeof *state);
    state->container = container;
    return state;
}

static void close_warc(void *data) {
    struct state *state = data;
    cli_text_buffer_free(&state->line);
    cli_text_buffer_free(&state->name);
    free(state);
}

static void fail(struct state *state, const char *text) {
    if (!state->failed)
        cli_messages_error(state->container->messages, state->container->path, 0, "bad-archive",
                           "record %zu %s", state->number, text);
    state->failed = true;
    state->left = 0;
}

/* Has so many of the next bytes in the block, less only at the end. */
static void look_ahead(struct state *state, size_t wanted) {
    long got = 1;
    while (state->length - state->used < wanted && !state->failed && got > 0) {
        memmove(state->block, state->block + state->used, state->length - state->used);
        state->length -= state->used;
        state->used = 0;
        got = cli_stream_read(state->container->bytes, state->block + state->length,
                              sizeof state->block - state->length);
        state->failed = got < 0;
        state->length += got > 0 ? (size_t)got : 0;
    }
}

/* Makes sure that there is a byte to read. False at the end, or if reading failed, which was told. */
static bool refill(struct state *state) {
    look_ahead(state, 1);
    return state->used < state->length;
}

/* Takes up to `wanted` bytes; 0 at the end. `bytes` may be NULL. */
static size_t take_bytes(struct state *state, char *bytes, uint64_t wanted) {
    if (wanted == 0 || !refill(state))
        return 0;
    size_t there = state->length - state->used;
    size_t count = there < wanted ? there : (size_t)wanted;
    if (bytes != NULL)
        memcpy(bytes, state->block + state->used, count);
    state->used += count;
    return count;
}

/* Reads a line of at most `most` bytes into state->line, without its end. False: there is none. */
static bool read_line(struct state *state, uint64_t *most) {
    cli_text_buffer_clear(&state->line);
    while (*most > 0 && state->line.length < LONGEST_LINE && refill(state)) {
        char byte = state->block[state->used++];
        --*most;
        if (byte == '\n') {
            while (state->line.length > 0 && state->line.bytes[state->line.length - 1] == '\r')
                state->line.bytes[--state->line.length] = '\0';
            cli_text_buffer_add_bytes(&state->line, "", 0);
            return true;
        }
        cli_text_buffer_add_bytes(&state->line, &byte, 1);
    }
    return false;
}

/* The value of a field "Name: value" in a line; NULL: the line is another. */
static const char *value_of(const char *line, const char *name) {
    size_t length = strlen(name);
    if (strncasecmp(line, name, length) != 0 || line[length] != ':')
        return NULL;
    const char *value = line + length + 1;
    return value + strspn(value, " \t");
}

static bool parse_length(const char *value, unsigned base, uint64_t *length) {
    uint64_t number = 0;
    const char *at = value;
    for (; *at != '\0'; at++) {
        unsigned digit = *at >= '0' && *at <= '9'   ? (unsigned)(*at - '0')
                         : *at >= 'a' && *at <= 'f' ? (unsigned)(*at - 'a') + 10
                         : *at >= 'A' && *at <= 'F' ? (unsigned)(*at - 'A') + 10
                                                    : 16;
        if (digit >= base)
            break;
        if (number > UINT64_MAX / 32)
            return false;
        number = number * base + digit;
    }
    *length = number;
    return at != value && (*at == '\0' || *at == ';' || *at == ' ');
}

static bool has_word(const char *value, const char *word) {
    for (; *value != '\0'; value++) {
        if (strncasecmp(value, word, strlen(word)) == 0)
            return true;
    }
    return false;
}

/* "text/html; charset=..." */
static void read_type(const char *value, struct heads *heads, cli_member *member) {
    heads->is_page =
        strncasecmp(value, "text/html", 9) == 0 || strncasecmp(value, "application/xhtml+xml", 21) == 0;
    for (const char *at = strchr(value, ';'); at != NULL; at = strchr(at, ';')) {
        at += 1 + strspn(at + 1, " \t");
        if (strncasecmp(at, "charset=", 8) != 0)
            continue;
        at += 8 + strspn(at + 8, "\"' ");
        cli_text_buffer_clear(&member->charset);
        cli_text_buffer_add_bytes(&member->charset, at, strcspn(at, "\"'; \t"));
    }
}

static void read_record_field(const char *line, struct heads *heads, cli_member *member) {
    const char *value;
    if ((value = value_of(line, "WARC-Type")) != NULL) {
        heads->is_answer = strncasecmp(value, "response", 8) == 0;
        heads->is_resource = strncasecmp(value, "resource", 8) == 0;
    } else if ((value = value_of(line, "WARC-Target-URI")) != NULL) {
        value += *value == '<';
        cli_text_buffer_clear(&member->url);
        cli_text_buffer_add_bytes(&member->url, value, strcspn(value, "> \t"));
    } else if ((value = value_of(line, "Content-Length")) != NULL) {
        heads->has_length = parse_length(value, 10, &heads->length);
    } else if ((value = value_of(line, "Content-Type")) != NULL) {
        read_type(value, heads, member);
    }
}

/* Reads the head of a record. False at the end of the file, or when no record can be found. */
static bool read_record_head(struct state *state, struct heads *heads, cli_member *member) {
    uint64_t most = UINT64_MAX;
    do {
        if (!refill(state))
            return false;
        if (!read_line(state, &most) && state->line.length == 0)
            return false;
    } while (state->line.length == 0);
    state->number++;
    if (!suspected(state->line.bytes, state->line.length)) {
        fail(state, "does not begin as a WARC record does; what follows cannot be read");
        return false;
    }
    for (size_t i = 0; i < MOST_LINES && read_line(state, &most); i++) {
        if (state->line.length > 0) {
            read_record_field(state->line.bytes, heads, member);
            continue;
        }
        if (!heads->has_length)
            break;
        state->left = heads->length;
        return true;
    }
    fail(state,
         heads->has_length ? "has a head that does not end" : "does not say how long it is (Content-Length)");
    return false;
}

/* Reads the head of an HTTP answer, which counts as part of the record. */
static void read_answer_head(struct state *state, struct heads *heads, cli_member *member) {
    heads->is_page = false;
    if (!read_line(state, &state->left) || strncmp(state->line.bytes, "HTTP/", 5) != 0)
        return;
    const char *status = strchr(state->line.bytes, ' ');
    bool fine = status != NULL && status[1] == '2';
    for (size_t i = 0; i < MOST_LINES && read_line(state, &state->left) && state->line.length > 0; i++) {
        const char *value;
        if ((value = value_of(state->line.bytes, "Content-Type")) != NULL) {
            read_type(value, heads, member);
        } else if ((value = value_of(state->line.bytes, "Transfer-Encoding")) != NULL) {
            heads->is_chunked = has_word(value, "chunked");
        } else if ((value = value_of(state->line.bytes, "Content-Encoding")) != NULL) {
            heads->is_packed = !has_word(value, "gzip") && !has_word(value, "zstd") &&
                               !has_word(value, "identity") && *value != '\0';
            cli_text_buffer_clear(&heads->packing);
            cli_text_buffer_add(&heads->packing, "%s", value);
        }
    }
    heads->is_page = heads->is_page && fine;
}

/* Whether the body starts with the size of a chunk; many archives keep the field and drop the chunks. */
static bool starts_with_chunk(struct state *state) {
    if (state->left == 0)
        return false;
    look_ahead(state, CHUNK_DIGITS + 1);
    size_t at = state->used;
    while (at < state->length && at - state->used < CHUNK_DIGITS &&
           strchr("0123456789abcdefABCDEF", state->block[at]) != NULL && state->block[at] != '\0')
        at++;
    return at > state->used && at < state->length && strchr("\r\n; ", state->block[at]) != NULL;
}

/* Whether the body is text although it is said to be packed. */
static bool starts_with_tag(struct state *state) {
    if (state->left == 0 || !refill(state))
        return true;
    return strchr("< \t\r\n\xEF", state->block[state->used]) != NULL;
}

static void skip_record(struct state *state) {
    while (state->left > 0) {
        size_t count = take_bytes(state, NULL, state->left);
        if (count == 0) {
            fail(state, "breaks off");
            return;
        }
        state->left -= count;
    }
}

static void name_member(struct state *state, cli_member *member) {
    cli_text_buffer_clear(&member->name);
    cli_text_buffer_clear(&member->inner_name);
    cli_text_buffer_add(&member->inner_name, "page.html");
    if (member->url.length > 0)
        cli_text_buffer_add(&member->name, "%s:%s", state->container->path, member->url.bytes);
    else
        cli_text_buffer_add(&member->name, "%s:record-%zu", state->container->path, state->number);
    cli_text_buffer_clear(&state->name);
    cli_text_buffer_add(&state->name, "%s", member->name.bytes);
}

/* Reads the heads of one record. False: it is no page. */
static bool read_heads(struct state *state, struct heads *heads, cli_member *member) {
    if (heads->is_answer)
        read_answer_head(state, heads, member);
    if (!heads->is_page || !(heads->is_answer || heads->is_resource)) {
        (*state->container->left_out)++;
        return false;
    }
    name_member(state, member);
    state->chunk = 0; /* of a page that was not read to its end something is left */
    state->chunks = heads->is_chunked && starts_with_chunk(state) ? CHUNKS_SIZE : CHUNKS_NONE;
    if (heads->is_packed && !starts_with_tag(state)) {
        cli_messages_error(
            state->container->messages, state->name.bytes, 0, "encoding",
            "this page is packed as \"%s\", which is not read; unpack the archive's bodies first",
            heads->packing.bytes);
        return false;
    }
    return true;
}

static cli_next next_page(void *data, cli_member *member) {
    struct state *state = data;
    for (;;) {
        struct heads heads = {0};
        skip_record(state);
        cli_text_buffer_clear(&member->url);
        cli_text_buffer_clear(&member->charset);
        if (state->failed || !read_record_head(state, &heads, member))
            return CLI_NEXT_END;
        bool found = read_heads(state, &heads, member);
        cli_text_buffer_free(&heads.packing);
        if (found)
            return CLI_NEXT_MEMBER;
    }
}

/* Goes to the next chunk. False: there is none. */
static bool next_chunk(struct state *state) {
    do {
        if (!read_line(state, &state->left))
            return false;
    } while (state->line.length == 0);
    return parse_length(state->line.bytes, 16, &state->chunk) && state->chunk > 0;
}

static long read_page(void *data, char *bytes, size_t wanted) {
    struct state *state = data;
    if (state->chunks != CHUNKS_NONE && state->chunk == 0) {
        state->chunks = state->chunks != CHUNKS_END && next_chunk(state) ? CHUNKS_BYTES : CHUNKS_END;
        if (state->chunks == CHUNKS_END)
            return state->failed ? -1 : 0;
    }
    uint64_t most = state->chunks == CHUNKS_NONE || state->left < state->chunk ? state->left : state->chunk;
    size_t count = take_bytes(state, bytes, most < wanted ? most : wanted);
    if (count == 0 && most > 0) {
        fail(state, "breaks off");
        return -1;
    }
    state->left -= count;
    if (state->chunks != CHUNKS_NONE)
        state->chunk -= count;
    return (long)count;
}

const cli_container_kind cli_warc_kind = {
    .suspected = suspected,
    .open = open_warc,
    .close = close_warc,
    .next = next_page,
    .read = read_page,
};
