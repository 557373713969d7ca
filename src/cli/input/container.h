/*
 * What holds other files: archives and compressed files (archive.c, libarchive), WARC (warc.c). A container
 * reads a stream and gives its members one after the other, each as a stream again, so that containers
 * in containers need no memory. Nothing is ever written to disk: a member's name is a name, no path.
 */
#ifndef CLI_CONTAINER_H
#define CLI_CONTAINER_H

#include "../messages.h"
#include "../text_buffer.h"
#include "stream.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a compressed file may grow to, counted over all containers in it. */
typedef struct cli_expansion {
    uint64_t bytes;
    uint64_t most;
} cli_expansion;

/* A member. Strings live until the next one. */
typedef struct cli_member {
    cli_text_buffer name; /* "archive.zip:member"; of a single compressed file the path of that */
    cli_text_buffer url;
    cli_text_buffer charset;
    cli_text_buffer inner_name; /* by whose extension the format is told */
    bool named;                 /* the name stands in the archive; --include and --exclude look at it */
} cli_member;

typedef enum cli_next { CLI_NEXT_MEMBER, CLI_NEXT_END } cli_next;

typedef struct cli_container cli_container;

/* What a kind of container can do. */
typedef struct cli_container_kind {
    bool (*suspected)(const char *bytes, size_t length); /* by the first bytes of a file */
    /* The state of a container that is read from `bytes`. */
    void *(*open)(cli_container *container);
    void (*close)(void *state);
    /* Goes to the next member. What cannot be read is told; at the end, or if nothing more can be read,
     * CLI_NEXT_END. */
    cli_next (*next)(void *state, cli_member *member);
    cli_stream_function *read; /* of the member at hand; its `from` is the state */
} cli_container_kind;

struct cli_container {
    const cli_container_kind *kind;
    const char *path; /* for messages; borrowed */
    cli_stream *bytes;
    cli_messages *messages;
    cli_expansion *expansion;
    size_t *left_out; /* members that are no files, and records that are no pages, are counted here */
    void *state;
};

/* How many bytes cli_container_kind_of wants to see. */
enum { CLI_CONTAINER_PEEK = 600 };

/* The kind of container that starts like this; NULL: none does. */
const cli_container_kind *cli_container_kind_of(const char *bytes, size_t length);

extern const cli_container_kind cli_archive_kind;
extern const cli_container_kind cli_warc_kind;

#endif
