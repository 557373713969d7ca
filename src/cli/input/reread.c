/* Reads records a second time: see reread.h. */
#include "reread.h"

#include "../program_memory.h"
#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

/* Of more files than these, or than a quarter of those that a process may have open, texts are kept in
 * memory. A desk at which a longer record was read is not kept: a parser takes several times the record. */
enum { MOST_FILES = 64, OPEN_SHARE = 4, MOST_KEPT_BYTES = 1 << 20 };

struct kept_file {
    int descriptor;
    const cli_input_format *format;
};

/* What one thread needs at a time. */
struct desk {
    struct desk *next;
    cli_file_content content;
    cli_batch batch;
    const cli_input_format *format; /* that `state` belongs to */
    void *state;
};

struct cli_rereader {
    const cli_input_settings *settings;
    struct kept_file files[MOST_FILES];
    int count;
    int most;
    pthread_mutex_t lock; /* guards `idle` */
    struct desk *idle;    /* desks at which nobody works */
};

cli_rereader *cli_rereader_create(const cli_input_settings *settings) {
    cli_rereader *rereader = cli_memory_allocate(1, sizeof *rereader);
    struct rlimit limit;
    rereader->settings = settings;
    rereader->most = MOST_FILES;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur / OPEN_SHARE < MOST_FILES)
        rereader->most = (int)(limit.rlim_cur / OPEN_SHARE);
    pthread_mutex_init(&rereader->lock, NULL);
    return rereader;
}

static void free_desk(struct desk *desk) {
    cli_input_format_stop(desk->format, desk->state);
    cli_file_content_free(&desk->content);
    cli_batch_free(&desk->batch);
    free(desk);
}

void cli_rereader_free(cli_rereader *rereader) {
    if (rereader == NULL)
        return;
    for (int i = 0; i < rereader->count; i++)
        close(rereader->files[i].descriptor);
    for (struct desk *next; rereader->idle != NULL; rereader->idle = next) {
        next = rereader->idle->next;
        free_desk(rereader->idle);
    }
    pthread_mutex_destroy(&rereader->lock);
    free(rereader);
}

int cli_rereader_keep(cli_rereader *rereader, int descriptor, const cli_input_format *format) {
    if (rereader == NULL || descriptor < 0 || !format->again || rereader->count >= rereader->most)
        return 0;
    const int own = fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
    if (own < 0)
        return 0;
    rereader->files[rereader->count] = (struct kept_file){own, format};
    return ++rereader->count;
}

static struct desk *take_desk(cli_rereader *rereader) {
    pthread_mutex_lock(&rereader->lock);
    struct desk *desk = rereader->idle;
    if (desk != NULL)
        rereader->idle = desk->next;
    pthread_mutex_unlock(&rereader->lock);
    return desk != NULL ? desk : cli_memory_allocate(1, sizeof *desk);
}

static void leave_desk(cli_rereader *rereader, struct desk *desk) {
    if (desk->content.capacity > MOST_KEPT_BYTES) {
        free_desk(desk);
        return;
    }
    cli_batch_clear(&desk->batch);
    pthread_mutex_lock(&rereader->lock);
    desk->next = rereader->idle;
    rereader->idle = desk;
    pthread_mutex_unlock(&rereader->lock);
}

/* Reads exactly those bytes of the file. */
static bool read_extent(int descriptor, const cli_extent *extent, cli_file_content *content) {
    cli_file_content_reserve(content, extent->length);
    for (content->length = 0; content->length < extent->length;) {
        const ssize_t got =
            pread(descriptor, content->bytes + content->length, extent->length - content->length,
                  (off_t)(extent->offset + content->length));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        content->length += (size_t)got;
    }
    return true;
}

/* The record that the desk's bytes are; NULL: they are none. */
static const cli_record *parse(struct desk *desk, const cli_input_format *format,
                               const cli_input_settings *settings) {
    const cli_piece piece = {.path = "",
                             .bytes = desk->content.bytes,
                             .length = desk->content.length,
                             .first_line = 1}; /* a part of the file only: neither its first nor its last */
    cli_input_format_switch(&desk->format, &desk->state, format, settings);
    format->read(desk->state, &piece, &desk->batch);
    return desk->batch.count == 1 && desk->batch.records[0].code == NULL ? &desk->batch.records[0] : NULL;
}

bool cli_rereader_read(cli_rereader *rereader, const cli_extent *extent, char *text, size_t length) {
    const struct kept_file *file = &rereader->files[extent->file - 1];
    struct desk *desk = take_desk(rereader);
    const cli_record *record = read_extent(file->descriptor, extent, &desk->content)
                                   ? parse(desk, file->format, rereader->settings)
                                   : NULL;
    const bool found = record != NULL && record->length == length;
    if (found)
        memcpy(text, record->text, length);
    leave_desk(rereader, desk);
    return found;
}
