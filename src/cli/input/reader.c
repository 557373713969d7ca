/*
 * Reads all inputs into a corpus: see reader.h.
 *
 * Each worker takes the next piece of work under one lock, parses it on its own, and then waits until
 * the pieces before it have taken their ids (the order of tickets). Taking ids costs little, so this
 * keeps every clash of ids in order while parsing and adding run side by side.
 */
#include "reader.h"

#include "../cleanup.h"
#include "../program_memory.h"
#include "../text_buffer.h"
#include "file.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { PIECE_BYTES = 4 << 20, LONGEST_LINE_BYTES = 256 << 20 };

/* The file of records that is being handed out piece by piece. */
struct open_file {
    int descriptor; /* -1: none */
    const char *path;
    const cli_path_source *source;
    const cli_input_format *format;
    cli_file_content rest; /* the start of a line whose end was not read yet */
    size_t next_line;
    bool skipping; /* within a line that is too long */
};

struct reader {
    const cli_reader_settings *settings;
    const cli_paths *paths;
    dedupe_corpus *corpus;
    cli_messages *messages;
    cli_ids *ids;

    pthread_mutex_t work_lock; /* guards the three below */
    size_t next_path;
    size_t next_ticket;
    struct open_file file;

    atomic_size_t done_bytes;

    pthread_mutex_t turn_lock; /* guards `turn` and `ids` */
    pthread_cond_t turn_changed;
    size_t turn; /* the ticket whose ids are taken next */
};

/* One piece of work: lines of a file of records, or a whole file that is still to be read. */
struct work {
    const cli_input_format *format;
    const cli_path_source *source;
    cli_piece piece;
    size_t ticket;
};

struct worker {
    struct reader *reader;
    cli_file_content content;
    cli_batch batch;
    const cli_input_format *format; /* that `state` belongs to */
    void *state;
    pthread_t thread;
};

/* ---------------------------------------------------------- handing out work */

static const cli_input_format *format_of(const struct reader *reader, const char *path) {
    return reader->settings->format != NULL ? reader->settings->format : cli_input_format_for(path);
}

static size_t count_lines(const char *bytes, size_t length) {
    size_t lines = 0;
    const char *end = bytes + length;
    const char *next = bytes;
    while (next < end && (next = memchr(next, '\n', (size_t)(end - next))) != NULL) {
        lines++;
        next++;
    }
    return lines;
}

/* The bytes up to and with the last line end, 0 if there is none. */
static size_t whole_lines(const cli_file_content *content) {
    size_t length = content->length;
    while (length > 0 && content->bytes[length - 1] != '\n')
        length--;
    return length;
}

static void close_file(struct open_file *file) {
    cli_file_close(file->descriptor);
    file->descriptor = -1;
    file->rest.length = 0;
}

/* Drops the part of a too long line that is in `content`, but for what follows its end. */
static void skip_long_line(struct reader *reader, cli_file_content *content, bool ended) {
    struct open_file *file = &reader->file;
    if (!file->skipping)
        cli_messages_error(reader->messages, file->path, file->next_line, "too-large",
                           "the line is longer than 256 MiB");
    char *end = memchr(content->bytes, '\n', content->length);
    size_t dropped = end != NULL ? (size_t)(end - content->bytes) + 1 : content->length;
    file->skipping = end == NULL && !ended;
    file->next_line += end != NULL;
    memmove(content->bytes, content->bytes + dropped, content->length - dropped);
    content->length -= dropped;
}

/* Starts `content` with the beginning of a line that was left over. */
static void take_rest(struct open_file *file, cli_file_content *content) {
    cli_file_content_reserve(content, file->rest.length + PIECE_BYTES);
    if (file->rest.length > 0)
        memcpy(content->bytes, file->rest.bytes, file->rest.length);
    content->length = file->rest.length;
    file->rest.length = 0;
}

static bool has_line_end(const cli_file_content *content, size_t from) {
    return content->length > from && memchr(content->bytes + from, '\n', content->length - from) != NULL;
}

/* How many more bytes to read after `before` of an unfinished line: twice as many each time, so that long
 * lines are not copied too often, but one more than a line may have at most, so that it is seen to be longer.
 */
static size_t bytes_to_read(const struct open_file *file, size_t before) {
    size_t more = before > PIECE_BYTES ? before : PIECE_BYTES;
    size_t left = before <= LONGEST_LINE_BYTES ? LONGEST_LINE_BYTES + 1 - before : PIECE_BYTES;
    return file->skipping || more < left ? more : left;
}

/* Reads until there is at least one whole line. False: nothing is left, or reading failed. */
static bool fill_lines(struct reader *reader, cli_file_content *content, bool *ended) {
    struct open_file *file = &reader->file;
    take_rest(file, content);
    for (;;) {
        size_t before = content->length;
        size_t wanted = before + bytes_to_read(file, before);
        if (!cli_file_read(file->descriptor, file->path, content, wanted, ended, reader->messages))
            return false;
        atomic_fetch_add(&reader->done_bytes, content->length - before);
        bool found = has_line_end(content, before);
        if (file->skipping || (!found && content->length > LONGEST_LINE_BYTES)) {
            skip_long_line(reader, content, *ended);
            found = has_line_end(content, 0);
        }
        if (*ended)
            return content->length > 0;
        if (found)
            return true;
    }
}

/* Takes the next whole lines of the open file; keeps the start of the line after them. */
static bool take_lines(struct reader *reader, struct worker *worker, struct work *work) {
    struct open_file *file = &reader->file;
    cli_file_content *content = &worker->content;
    bool ended = false;
    bool found = fill_lines(reader, content, &ended);
    if (found) {
        size_t length = ended ? content->length : whole_lines(content);
        size_t rest = content->length - length;
        cli_file_content_reserve(&file->rest, rest);
        memcpy(file->rest.bytes, content->bytes + length, rest);
        file->rest.length = rest;
        work->format = file->format;
        work->source = file->source;
        work->ticket = reader->next_ticket++;
        work->piece = (cli_piece){file->path, content->bytes, length, file->next_line};
        file->next_line += count_lines(content->bytes, length);
    }
    if (!found || ended)
        close_file(file);
    return found;
}

static void open_lines(struct reader *reader, const char *path, const cli_path_source *source,
                       const cli_input_format *format) {
    size_t size;
    struct open_file *file = &reader->file;
    file->descriptor = cli_file_open(path, &size, reader->messages);
    file->path = path;
    file->source = source;
    file->format = format;
    file->next_line = 1;
    file->skipping = false;
}

/* The next piece of work, in order of path and line. False: there is none left. */
static bool take_work(struct reader *reader, struct worker *worker, struct work *work) {
    bool found = false;
    pthread_mutex_lock(&reader->work_lock);
    while (!found) {
        if (reader->file.descriptor >= 0) {
            found = take_lines(reader, worker, work);
            continue;
        }
        if (reader->next_path == reader->paths->count)
            break;
        const cli_path_source *source = &reader->paths->sources[reader->next_path];
        const char *path = reader->paths->items[reader->next_path++];
        const cli_input_format *format = format_of(reader, path);
        if (format->lines) {
            open_lines(reader, path, source, format);
            continue;
        }
        work->format = format;
        work->source = source;
        work->piece = (cli_piece){path, NULL, 0, 1};
        work->ticket = reader->next_ticket++;
        found = true;
    }
    if (reader->settings->progress != NULL)
        reader->settings->progress(reader->settings->progress_data, atomic_load(&reader->done_bytes),
                                   reader->paths->total_bytes);
    pthread_mutex_unlock(&reader->work_lock);
    return found;
}

/* ------------------------------------------------------------ doing the work */

static void fail_record(struct reader *reader, const char *path, cli_record *record, const char *code,
                        const char *message) {
    cli_messages_error(reader->messages, path, record->line, code, "%s", message);
    record->text = NULL;
    record->code = code;
}

/* Takes the id of one record, or says which article has it already. */
static void take_id(struct reader *reader, struct worker *worker, const char *path, cli_record *record) {
    if (record->code != NULL) {
        fail_record(reader, path, record, record->code, record->error);
        return;
    }
    if (record->id == NULL && record->line == 0) {
        record->id = path;
    } else if (record->id == NULL) {
        cli_text_buffer name = {0};
        cli_text_buffer_add(&name, "%s:%zu", path, record->line);
        record->id = cli_batch_copy(&worker->batch, name.bytes, name.length);
        cli_text_buffer_free(&name);
    }
    if (cli_ids_add(reader->ids, record->id, (cli_origin){.path = path, .line = record->line}))
        return;
    const cli_origin *first = cli_ids_find(reader->ids, record->id);
    cli_text_buffer message = {0};
    cli_text_buffer_add(&message, "id \"%s\" is taken already by %s", record->id, first->path);
    if (first->line > 0)
        cli_text_buffer_add(&message, ":%zu", first->line);
    fail_record(reader, path, record, "duplicate-id", message.bytes);
    cli_text_buffer_free(&message);
}

/* Waits until all earlier pieces took their ids, then takes those of this one. */
static void take_ids(struct worker *worker, const struct work *work) {
    struct reader *reader = worker->reader;
    pthread_mutex_lock(&reader->turn_lock);
    while (reader->turn != work->ticket)
        pthread_cond_wait(&reader->turn_changed, &reader->turn_lock);
    for (size_t i = 0; i < worker->batch.count; i++)
        take_id(reader, worker, work->piece.path, &worker->batch.records[i]);
    reader->turn++;
    pthread_cond_broadcast(&reader->turn_changed);
    pthread_mutex_unlock(&reader->turn_lock);
}

static void add_articles(struct worker *worker, const char *path, const cli_path_source *source) {
    const dedupe_origin origin = {.is_reference = source->is_reference, .group = (uint32_t)source->argument};
    for (size_t i = 0; i < worker->batch.count; i++) {
        dedupe_error error;
        cli_record *record = &worker->batch.records[i];
        if (record->code != NULL)
            continue;
        dedupe_status status = dedupe_corpus_add_from(worker->reader->corpus, record->id, record->text,
                                                      record->length, &origin, &error);
        if (status == DEDUPE_ERROR_MEMORY)
            cli_cleanup_die("out of memory");
        if (status != DEDUPE_OK)
            fail_record(worker->reader, path, record, dedupe_status_name(status), error.message);
    }
}

/* The state that a format keeps for each thread. */
static void *state_for(struct worker *worker, const cli_input_format *format) {
    if (worker->format == format)
        return worker->state;
    if (worker->state != NULL)
        worker->format->destroy(worker->state);
    worker->format = format;
    worker->state = format->create != NULL ? format->create(&worker->reader->settings->fields) : NULL;
    return worker->state;
}

/* Tells of a text that was most likely meant as records, unless the format was asked for. */
static void warn_of_records(struct reader *reader, const cli_piece *piece) {
    if (reader->settings->format == NULL && cli_jsonl_suspected(piece))
        cli_messages_warning(reader->messages, strcmp(piece->path, "-") == 0 ? "stdin" : piece->path,
                             "looks like JSON and was read as one text; --input-format jsonl reads an "
                             "article a line");
}

static void do_work(struct worker *worker, struct work *work) {
    bool fine = true;
    if (!work->format->lines) {
        fine = cli_file_read_whole(work->piece.path, &worker->content, worker->reader->messages);
        work->piece.bytes = worker->content.bytes;
        work->piece.length = worker->content.length;
        atomic_fetch_add(&worker->reader->done_bytes, worker->content.length);
        if (fine)
            warn_of_records(worker->reader, &work->piece);
    }
    if (fine)
        work->format->read(state_for(worker, work->format), &work->piece, &worker->batch);
    take_ids(worker, work);
    add_articles(worker, work->piece.path, work->source);
    cli_batch_clear(&worker->batch);
}

static void *run_worker(void *data) {
    struct worker *worker = data;
    struct work work;
    while (take_work(worker->reader, worker, &work))
        do_work(worker, &work);
    if (worker->state != NULL)
        worker->format->destroy(worker->state);
    cli_batch_free(&worker->batch);
    cli_file_content_free(&worker->content);
    return NULL;
}

void cli_reader_run(const cli_reader_settings *settings, const cli_paths *paths, dedupe_corpus *corpus,
                    cli_ids *ids, cli_messages *messages) {
    struct reader reader = {
        .settings = settings, .paths = paths, .corpus = corpus, .messages = messages, .ids = ids};
    reader.file.descriptor = -1;
    pthread_mutex_init(&reader.work_lock, NULL);
    pthread_mutex_init(&reader.turn_lock, NULL);
    pthread_cond_init(&reader.turn_changed, NULL);

    struct worker *workers = cli_memory_allocate(settings->threads, sizeof *workers);
    size_t started = 1; /* the calling thread is the first worker */
    workers[0].reader = &reader;
    while (started < settings->threads) {
        workers[started].reader = &reader;
        if (pthread_create(&workers[started].thread, NULL, run_worker, &workers[started]) != 0)
            break; /* fewer threads do the same work */
        started++;
    }
    run_worker(&workers[0]);
    for (size_t i = 1; i < started; i++)
        pthread_join(workers[i].thread, NULL);
    free(workers);
    cli_file_content_free(&reader.file.rest);
    pthread_cond_destroy(&reader.turn_changed);
    pthread_mutex_destroy(&reader.turn_lock);
    pthread_mutex_destroy(&reader.work_lock);
}
