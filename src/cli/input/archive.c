/*
 * Archives and compressed files, through libarchive: .gz .zst .xz .bz2 .zip .tar and tars that are
 * compressed. Only these: the more formats are tried, the more code a hostile file can reach, and some
 * filters of libarchive start other programs.
 */
#include "container.h"

#include "../program_memory.h"
#include "../size.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BLOCK_BYTES = 64 * 1024, MAGIC_OFFSET_OF_TAR = 257 };

struct state {
    cli_container *container;
    struct archive *archive;
    int descriptor; /* of a file that can be read at any place, else -1 */
    bool failed;    /* to read the outer bytes, which was told */
    size_t unnamed;
    la_int64_t unpacked; /* of a compressed archive: bytes that were unpacked, as far as they are counted */
    bool unread;         /* something is left of the member at hand */
    const char *data;    /* what libarchive gave of it and was not taken yet */
    size_t data_length;
    la_int64_t data_place;  /* in the member; what stands between is zeros */
    la_int64_t place;       /* up to which the member was taken */
    bool seen;              /* a member, wanted or not */
    bool empty;             /* the one member is a compressed file of no bytes */
    cli_text_buffer member; /* name of the member at hand, for messages */
    char block[BLOCK_BYTES];
};

static bool suspected(const char *bytes, size_t length) {
    static const struct {
        size_t length;
        const char *bytes;
    } starts[] = {
        {2, "\x1F\x8B"},         /* gzip */
        {4, "\x28\xB5\x2F\xFD"}, /* zstd */
        {6, "\xFD"
            "7zXZ\0"}, /* xz */
        {4, "PK\3\4"}, /* zip */
        {4, "PK\5\6"}, /* zip without members */
    };
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        if (length >= starts[i].length && memcmp(bytes, starts[i].bytes, starts[i].length) == 0)
            return true;
    }
    if (length >= 10 && memcmp(bytes, "BZh", 3) == 0 && bytes[3] >= '1' && bytes[3] <= '9' &&
        (memcmp(bytes + 4, "\x31\x41\x59\x26\x53\x59", 6) == 0 ||
         memcmp(bytes + 4, "\x17\x72\x45\x38\x50\x90", 6) == 0))
        return true;
    return length >= MAGIC_OFFSET_OF_TAR + 5 && memcmp(bytes + MAGIC_OFFSET_OF_TAR, "ustar", 5) == 0;
}

static la_ssize_t give_bytes(struct archive *archive, void *data, const void **bytes) {
    struct state *state = data;
    *bytes = state->block;
    long got = cli_stream_read(state->container->bytes, state->block, sizeof state->block);
    if (got < 0) {
        state->failed = true;
        archive_set_error(archive, EIO, "cannot be read");
    }
    return got;
}

/* Only for files: their descriptor was read up to somewhere by peeking, so every place is told anew. */
static la_int64_t seek_bytes(struct archive *archive, void *data, la_int64_t offset, int whence) {
    struct state *state = data;
    off_t place = lseek(state->descriptor, (off_t)offset, whence);
    if (place < 0) {
        archive_set_error(archive, EIO, "cannot be read at any place");
        return ARCHIVE_FATAL;
    }
    return place;
}

static void support(struct archive *archive) {
    archive_read_support_filter_gzip(archive);
    archive_read_support_filter_zstd(archive);
    archive_read_support_filter_xz(archive);
    archive_read_support_filter_bzip2(archive);
    archive_read_support_format_tar(archive);
    archive_read_support_format_zip(archive);
    archive_read_support_format_raw(archive);
    archive_read_support_format_empty(archive);
}

static void fail(struct state *state, const char *path, const char *code, const char *text) {
    if (!state->failed)
        cli_messages_error(state->container->messages, path, 0, code, "%s", text);
}

/* What libarchive found wrong, as a clause. */
static const char *fault_of(struct archive *archive) {
    const char *text = archive_error_string(archive);
    return text != NULL && *text != '\0' ? text : "the archive is damaged";
}

static void fail_archive(struct state *state, const char *path) {
    cli_text_buffer text = {0};
    cli_text_buffer_add(&text, "cannot be unpacked: %s", fault_of(state->archive));
    fail(state, path, "bad-archive", text.bytes);
    cli_text_buffer_free(&text);
}

static void *open_archive(cli_container *container) {
    struct state *state = cli_memory_allocate(1, sizeof *state);
    state->container = container;
    state->descriptor = cli_stream_descriptor(container->bytes);
    state->archive = archive_read_new();
    if (state->archive == NULL)
        return state;
    support(state->archive);
    archive_read_set_callback_data(state->archive, state);
    archive_read_set_read_callback(state->archive, give_bytes);
    if (state->descriptor >= 0) {
        cli_stream_rewind(container->bytes);
        archive_read_set_seek_callback(state->archive, seek_bytes);
    }
    if (archive_read_open1(state->archive) != ARCHIVE_OK) {
        fail_archive(state, container->path);
        archive_read_free(state->archive);
        state->archive = NULL;
    }
    return state;
}

static void close_archive(void *data) {
    struct state *state = data;
    if (state->archive != NULL)
        archive_read_free(state->archive);
    cli_text_buffer_free(&state->member);
    free(state);
}

/* A single compressed file, which has no name of its own. */
static bool is_single(const struct state *state) {
    return archive_format(state->archive) == ARCHIVE_FORMAT_RAW;
}

/* The path of a single compressed file without the extension of the compression. */
static void add_inner_name(const char *path, cli_text_buffer *out) {
    static const char *const extensions[] = {".gz", ".zst", ".xz", ".bz2"};
    size_t length = strlen(path);
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++) {
        size_t end = strlen(extensions[i]);
        if (length > end && strcasecmp(path + length - end, extensions[i]) == 0) {
            cli_text_buffer_add_bytes(out, path, length - end);
            return;
        }
    }
    cli_text_buffer_add_bytes(out, path, length);
}

static void name_member(struct state *state, struct archive_entry *entry, cli_member *member) {
    const char *path = state->container->path;
    member->named = !is_single(state);
    if (!member->named) {
        cli_text_buffer_add(&member->name, "%s", path);
        add_inner_name(path, &member->inner_name);
        return;
    }
    const char *name = archive_entry_pathname_utf8(entry);
    if (name == NULL)
        name = archive_entry_pathname(entry); /* bytes of no known encoding, as a file name may be */
    if (name != NULL)
        cli_text_buffer_add(&member->inner_name, "%s", name);
    else
        cli_text_buffer_add(&member->inner_name, "member-%zu", ++state->unnamed);
    cli_text_buffer_add(&member->name, "%s:%s", path, member->inner_name.bytes);
}

/* Whether a part of a name is hidden, as in a folder: ".git/x", "__MACOSX/._x". */
static bool is_hidden(const char *name) {
    for (const char *part = name; part != NULL; part = strchr(part, '/')) {
        while (*part == '/')
            part++;
        if (part[0] == '.' && part[1] != '\0' && part[1] != '/' && strcmp(part, "..") != 0 &&
            strncmp(part, "../", 3) != 0)
            return true;
    }
    return false;
}

static bool is_wanted(struct state *state, struct archive_entry *entry, const cli_member *member) {
    if (is_single(state))
        return true;
    bool is_file = archive_entry_filetype(entry) == AE_IFREG && archive_entry_hardlink(entry) == NULL;
    if (archive_entry_filetype(entry) == AE_IFDIR)
        return false;
    if (!is_file || is_hidden(member->inner_name.bytes)) {
        (*state->container->left_out)++;
        return false;
    }
    if (archive_entry_is_data_encrypted(entry)) {
        cli_messages_error(state->container->messages, member->name.bytes, 0, "encrypted",
                           "this is encrypted; unpack it with its password and read the files");
        return false;
    }
    return true;
}

static long read_member(void *data, char *bytes, size_t wanted);

/* Tells of the limit and ends the archive: all that follows would be more. */
static void fail_too_large(struct state *state, const char *path) {
    cli_text_buffer text = {0};
    cli_text_buffer_add(&text, "unpacks to more than ");
    cli_size_add(&text, state->container->expansion->most);
    cli_text_buffer_add(&text, ", so the rest is not read; --max-expanded SIZE allows more");
    fail(state, path, "too-large", text.bytes);
    cli_text_buffer_free(&text);
    state->failed = true;
    archive_read_free(state->archive);
    state->archive = NULL;
}

/* Goes past what was not read. Here, because libarchive would unpack it without an end; but in a zip file
 * that can be read at any place it need not be unpacked at all. */
static void skip_rest(struct state *state) {
    char dropped[BLOCK_BYTES];
    bool is_zip = (archive_format(state->archive) & ARCHIVE_FORMAT_BASE_MASK) == ARCHIVE_FORMAT_ZIP;
    if (is_zip && state->descriptor >= 0)
        state->unread = false;
    while (state->unread && read_member(state, dropped, sizeof dropped) > 0)
        continue;
}

/* What is said at the end of an archive without a file in it. A compressed file of no bytes is an empty file.
 */
static cli_next end_archive(struct state *state, cli_member *member) {
    const char *path = state->container->path;
    if (state->seen || state->failed)
        return CLI_NEXT_END;
    state->seen = true;
    if (archive_format(state->archive) != ARCHIVE_FORMAT_EMPTY) {
        fail(state, path, "empty-archive", "there is no file in this archive");
        return CLI_NEXT_END;
    }
    state->empty = true;
    member->named = false;
    cli_text_buffer_clear(&member->name);
    cli_text_buffer_clear(&member->inner_name);
    cli_text_buffer_add(&member->name, "%s", path);
    add_inner_name(path, &member->inner_name);
    return CLI_NEXT_MEMBER;
}

/* Counts what was unpacked without being given: heads of members, links, folders. The data of members is
 * counted as it is given. */
static void count_heads(struct state *state, bool charge) {
    if (archive_filter_count(state->archive) < 2 || is_single(state))
        return; /* bytes as they stand in the file, which are no more than its size */
    const la_int64_t now = archive_filter_bytes(state->archive, 0);
    if (charge && now > state->unpacked)
        state->container->expansion->bytes += (uint64_t)(now - state->unpacked);
    state->unpacked = now;
}

static cli_next next_member(void *data, cli_member *member) {
    struct state *state = data;
    struct archive_entry *entry;
    if (state->archive != NULL && state->unread && is_single(state))
        return CLI_NEXT_END;
    if (state->archive != NULL)
        skip_rest(state);
    while (state->archive != NULL &&
           state->container->expansion->bytes <= state->container->expansion->most) {
        int status = archive_read_next_header(state->archive, &entry);
        count_heads(state, true);
        if (state->container->expansion->bytes > state->container->expansion->most) {
            fail_too_large(state, state->container->path);
            break;
        }
        if (status == ARCHIVE_RETRY)
            continue;
        if (status == ARCHIVE_EOF)
            return end_archive(state, member);
        if (status == ARCHIVE_FATAL) {
            fail_archive(state, state->container->path);
            break;
        }
        cli_text_buffer_clear(&member->name);
        cli_text_buffer_clear(&member->inner_name);
        name_member(state, entry, member);
        state->seen = state->seen || archive_entry_filetype(entry) != AE_IFDIR || is_single(state);
        if (!is_wanted(state, entry, member))
            continue;
        cli_text_buffer_clear(&state->member);
        cli_text_buffer_add(&state->member, "%s", member->name.bytes);
        state->unread = true;
        state->data_length = 0;
        state->place = 0;
        return CLI_NEXT_MEMBER;
    }
    return CLI_NEXT_END;
}

/* Gets the next bytes of the member. archive_read_data() would lose what it has when it comes upon damage, so
 * the blocks are taken one by one. */
static int next_block(struct state *state) {
    const void *data = NULL;
    int status;
    do
        status = archive_read_data_block(state->archive, &data, &state->data_length, &state->data_place);
    while (status == ARCHIVE_RETRY || (status == ARCHIVE_OK && state->data_length == 0));
    if (status != ARCHIVE_OK)
        state->data_length = 0;
    state->data = data;
    if (status == ARCHIVE_OK && state->data_place < state->place) {
        archive_set_error(state->archive, EINVAL, "its parts are out of order");
        return ARCHIVE_FATAL;
    }
    return status;
}

static la_ssize_t read_data(struct state *state, char *bytes, size_t wanted) {
    const int status = state->data_length == 0 ? next_block(state) : ARCHIVE_OK;
    if (status != ARCHIVE_OK)
        return status == ARCHIVE_EOF ? 0 : -1;
    const uint64_t hole = (uint64_t)(state->data_place - state->place);
    size_t count = hole > 0 && hole < wanted ? (size_t)hole : wanted;
    if (hole > 0) {
        memset(bytes, 0, count);
    } else {
        count = state->data_length < wanted ? state->data_length : wanted;
        memcpy(bytes, state->data, count);
        state->data += count;
        state->data_length -= count;
        state->data_place += (la_int64_t)count;
    }
    state->place += (la_int64_t)count;
    return (la_ssize_t)count;
}

static long read_member(void *data, char *bytes, size_t wanted) {
    struct state *state = data;
    cli_expansion *expansion = state->container->expansion;
    if (state->archive == NULL || state->empty)
        return state->empty ? 0 : -1;
    const la_ssize_t got = read_data(state, bytes, wanted);
    if (got < 0) {
        fail_archive(state, state->member.bytes);
        state->unread = false;
        return -1;
    }
    state->unread = got > 0;
    count_heads(state, false);
    expansion->bytes += (uint64_t)got;
    if (expansion->bytes <= expansion->most)
        return (long)got;
    fail_too_large(state, state->member.bytes);
    return -1;
}

const cli_container_kind cli_archive_kind = {
    .suspected = suspected,
    .open = open_archive,
    .close = close_archive,
    .next = next_member,
    .read = read_member,
};
