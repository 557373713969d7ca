/*
 * Reads all inputs into a corpus: see reader.h.
 *
 * Each worker takes the next piece of work under one lock, or several small files, parses them on its own,
 * and then waits until the pieces before have taken their ids (the order of tickets). Taking ids costs
 * little, so this keeps every clash of ids in order while parsing and adding run side by side.
 */
#include "reader.h"

#include "../cleanup.h"
#include "../program_memory.h"
#include "../size.h"
#include "../text_buffer.h"
#include "origin.h"
#include "supply.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

/* Small files that a worker takes at once: enough of them that it seldom waits for the others. */
enum { MOST_FILES = 32, MOST_FILES_BYTES = 256 << 10 };

struct reader {
    const cli_reader_settings *settings;
    const cli_paths *paths;
    dedupe_corpus *corpus;
    cli_messages *messages;
    cli_ids *ids;

    pthread_mutex_t work_lock; /* guards `supply` */
    cli_supply *supply;

    atomic_size_t done_bytes;
    atomic_size_t piece_bytes; /* of what was added, ... */
    atomic_size_t text_bytes;  /* ... and of the texts in it */

    pthread_mutex_t turn_lock; /* guards `turn`, `numbers`, `ids` and `counts` */
    pthread_cond_t turn_changed;
    size_t turn;    /* the ticket whose ids are taken next */
    size_t numbers; /* that records of the file at hand have so far */
    cli_reader_counts counts;
};

/* A piece of work and its records: those of the batch from `first` up to that of the next job. */
struct job {
    cli_parcel parcel;
    size_t first;
    cli_piece_counts counts;
};

struct worker {
    struct reader *reader;
    struct job jobs[MOST_FILES];
    size_t job_count;
    cli_batch batch;                /* of all jobs */
    const cli_input_format *format; /* that `state` belongs to */
    void *state;
    size_t undated; /* see cli_reader_counts */
    pthread_t thread;
};

/* The next work, in order of path and record: a piece of a file, or files that are small together. */
static void take_jobs(struct worker *worker, cli_supply *supply) {
    size_t room = MOST_FILES_BYTES;
    size_t bytes = 0;
    worker->job_count = 0;
    do {
        const size_t next = cli_supply_next_bytes(supply);
        if (!cli_supply_take(supply, &worker->jobs[worker->job_count].parcel))
            return;
        worker->job_count++;
        room -= next < room ? next : room;
        bytes = cli_supply_next_bytes(supply);
    } while (bytes < room && worker->job_count < MOST_FILES);
}

/* Takes work. False: there is none left. */
static bool take_work(struct reader *reader, struct worker *worker) {
    pthread_mutex_lock(&reader->work_lock);
    take_jobs(worker, reader->supply);
    if (reader->settings->progress != NULL)
        reader->settings->progress(reader->settings->progress_data, atomic_load(&reader->done_bytes),
                                   reader->paths->total_bytes);
    pthread_mutex_unlock(&reader->work_lock);
    return worker->job_count > 0;
}

static void fail_record(struct reader *reader, const char *path, cli_record *record, const char *code,
                        const char *message) {
    cli_messages_record_error(reader->messages, path, record->line, record->number, code, message);
    record->text = NULL;
    record->code = code;
    reader->counts.failed++;
}

static void fail_taken(struct reader *reader, const cli_origin *origin, cli_record *record) {
    cli_text_buffer message = {0};
    cli_ids_add_taken(&message, reader->ids, record->id, origin);
    fail_record(reader, origin->path, record, "duplicate-id", message.bytes);
    cli_text_buffer_free(&message);
}

static void fail_too_large(struct reader *reader, const char *path, cli_record *record) {
    cli_text_buffer message = {0};
    cli_text_buffer_add(&message, "the text is longer than ");
    cli_size_add(&message, reader->settings->input.max_article_bytes);
    cli_text_buffer_add(&message, "; --max-article SIZE allows more");
    fail_record(reader, path, record, "too-large", message.bytes);
    cli_text_buffer_free(&message);
}

/* Where a record stands in a file that can be read again. */
static cli_extent extent_of(const cli_piece *piece, const cli_record *record) {
    if (piece->file == 0 || record->bytes > UINT32_MAX)
        return (cli_extent){0};
    return (cli_extent){piece->offset + record->start, (uint32_t)record->bytes, piece->file};
}

/* Counts which fields the records of JSON have, to tell of names that none knows; tables tell it of
 * themselves, and other formats have no fields. */
static void count_fields(cli_reader_counts *counts, const cli_input_format *format,
                         const cli_record *record) {
    if (record->code != NULL || (format != &cli_jsonl_format && format != &cli_json_format))
        return;
    counts->fielded++;
    counts->text_fields |= record->text_fields;
    counts->with_id += record->id != NULL;
    counts->with_title += record->metadata.title != NULL;
    counts->with_source += record->metadata.source != NULL;
    counts->with_date += record->metadata.date != NULL;
}

/* Takes the id of one record, or says which article has it already. */
static void take_id(struct reader *reader, struct worker *worker, const cli_piece *piece,
                    cli_record *record) {
    const char *path = piece->path;
    const cli_origin origin = {.path = path,
                               .line = record->line,
                               .number = record->number,
                               .metadata = &record->metadata,
                               .is_file = record->is_file,
                               .document = record->document,
                               .extent = extent_of(piece, record)};
    if (record->code != NULL) {
        fail_record(reader, path, record, record->code, record->error);
    } else if (record->length > reader->settings->input.max_article_bytes) {
        fail_too_large(reader, path, record);
    } else if (record->id != NULL) {
        if (!cli_ids_add(reader->ids, record->id, origin))
            fail_taken(reader, &origin, record);
    } else {
        cli_text_buffer name = {0};
        cli_ids_name(reader->ids, origin, &name);
        record->id = cli_batch_copy(&worker->batch, name.bytes, name.length);
        cli_text_buffer_free(&name);
    }
}

/* The end of the records of a job. */
static size_t end_of(const struct worker *worker, size_t job) {
    return job + 1 < worker->job_count ? worker->jobs[job + 1].first : worker->batch.count;
}

/* Errors of which no record was made. */
static void count_unkept(struct reader *reader, const char *path, const cli_piece_counts *counts) {
    const size_t unkept = cli_piece_unkept_errors(counts);
    if (unkept > 0)
        cli_messages_more_errors(reader->messages, path, counts->last_error_line, unkept);
    reader->counts.failed += unkept;
    reader->counts.records += unkept;
}

/* Takes those of the records of one job, up to `end`. */
static void take_ids_of(struct worker *worker, const struct job *job, size_t end) {
    struct reader *reader = worker->reader;
    const cli_piece *piece = &job->parcel.piece;
    const size_t before = cli_piece_numbers_before(piece, &job->counts, &reader->numbers);
    for (size_t i = job->first; i < end; i++) {
        cli_record *record = &worker->batch.records[i];
        cli_record_number(record, before);
        count_fields(&reader->counts, job->parcel.format, record);
        take_id(reader, worker, piece, record);
    }
    count_unkept(reader, piece->path, &job->counts);
}

/* Waits until all earlier pieces took their ids, then takes those of these. */
static void take_ids(struct worker *worker) {
    struct reader *reader = worker->reader;
    pthread_mutex_lock(&reader->turn_lock);
    while (reader->turn != worker->jobs[0].parcel.ticket)
        pthread_cond_wait(&reader->turn_changed, &reader->turn_lock);
    for (size_t i = 0; i < worker->job_count; i++)
        take_ids_of(worker, &worker->jobs[i], end_of(worker, i));
    reader->counts.records += worker->batch.count;
    reader->turn += worker->job_count;
    pthread_cond_broadcast(&reader->turn_changed);
    pthread_mutex_unlock(&reader->turn_lock);
}

static void add_article(struct worker *worker, const cli_parcel *parcel, cli_record *record) {
    dedupe_error error;
    dedupe_origin origin = cli_origin_of(&record->metadata);
    origin.is_reference = parcel->source->is_reference;
    origin.group = (uint32_t)parcel->source->argument;
    origin.is_fetchable = extent_of(&parcel->piece, record).length > 0;
    worker->undated += origin.day == 0;
    dedupe_status status = dedupe_corpus_add_from(worker->reader->corpus, record->id, record->text,
                                                  record->length, &origin, &error);
    if (status == DEDUPE_ERROR_MEMORY)
        cli_cleanup_die("out of memory");
    if (status != DEDUPE_OK) {
        pthread_mutex_lock(&worker->reader->turn_lock);
        fail_record(worker->reader, parcel->piece.path, record, dedupe_status_name(status), error.message);
        pthread_mutex_unlock(&worker->reader->turn_lock);
    }
}

/* Tells the corpus how much text to expect, if what is still to come is like what there was: files may hold
 * much else. */
static void expect(struct reader *reader, size_t piece_bytes, size_t text_bytes) {
    const double pieces = (double)(atomic_fetch_add(&reader->piece_bytes, piece_bytes) + piece_bytes);
    const double texts = (double)(atomic_fetch_add(&reader->text_bytes, text_bytes) + text_bytes);
    if (pieces > 0)
        dedupe_corpus_expect(reader->corpus, (uint64_t)((double)reader->paths->total_bytes * texts / pieces));
}

static void add_articles(struct worker *worker) {
    size_t piece_bytes = 0;
    size_t text_bytes = 0;
    for (size_t job = 0; job < worker->job_count; job++) {
        piece_bytes += worker->jobs[job].parcel.piece.length;
        for (size_t i = worker->jobs[job].first; i < end_of(worker, job); i++)
            text_bytes += worker->batch.records[i].code == NULL ? worker->batch.records[i].length : 0;
    }
    expect(worker->reader, piece_bytes, text_bytes);
    for (size_t job = 0; job < worker->job_count; job++) {
        for (size_t i = worker->jobs[job].first; i < end_of(worker, job); i++) {
            if (worker->batch.records[i].code == NULL)
                add_article(worker, &worker->jobs[job].parcel, &worker->batch.records[i]);
        }
    }
}

static const char *looks_like(const cli_input_format *format) {
    if (format == &cli_jsonl_format || format == &cli_json_format)
        return "JSON";
    if (format == &cli_csv_format || format == &cli_tsv_format)
        return "a table";
    return format == &cli_html_format ? "HTML" : "a feed";
}

/* Tells of a text that was most likely meant as something else, unless the format was asked for. */
static void warn_of_format(struct reader *reader, const cli_piece *piece, const cli_input_format *format) {
    if (reader->settings->format != NULL || format != &cli_text_format)
        return;
    const cli_input_format *other = cli_input_format_of("", piece->bytes, piece->length);
    if (other != &cli_text_format)
        cli_messages_warning(reader->messages, strcmp(piece->path, "-") == 0 ? "stdin" : piece->path,
                             "looks like %s and was read as one text; --input-format %s reads it as that",
                             looks_like(other), other->name);
}

static void read_job(struct worker *worker, struct job *job) {
    struct reader *reader = worker->reader;
    cli_batch *batch = &worker->batch;
    cli_parcel *parcel = &job->parcel;
    const size_t warnings = batch->warning_count;
    job->first = batch->count;
    batch->counts = (cli_piece_counts){0};
    if (parcel->ready ||
        cli_parcel_read(parcel, &reader->settings->input, reader->messages, &reader->done_bytes)) {
        warn_of_format(reader, &parcel->piece, parcel->format);
        cli_input_format_switch(&worker->format, &worker->state, parcel->format, &reader->settings->input);
        parcel->format->read(worker->state, &parcel->piece, batch);
    }
    job->counts = batch->counts;
    for (size_t i = warnings; i < batch->warning_count; i++)
        cli_messages_warning(reader->messages, parcel->piece.path, "%s", batch->warnings[i]);
}

static void do_work(struct worker *worker) {
    for (size_t job = 0; job < worker->job_count; job++)
        read_job(worker, &worker->jobs[job]);
    take_ids(worker);
    add_articles(worker);
    cli_batch_clear(&worker->batch);
}

static void *run_worker(void *data) {
    struct worker *worker = data;
    while (take_work(worker->reader, worker))
        do_work(worker);
    cli_input_format_stop(worker->format, worker->state);
    cli_batch_free(&worker->batch);
    for (size_t job = 0; job < MOST_FILES; job++)
        cli_parcel_free(&worker->jobs[job].parcel);
    return NULL;
}

/* Starts all workers but the first. Returns how many there are; fewer threads do the same work. */
static size_t start_others(struct reader *reader, struct worker *workers) {
    size_t started = 1;
    for (; started < reader->settings->threads; started++) {
        workers[started].reader = reader;
        if (pthread_create(&workers[started].thread, NULL, run_worker, &workers[started]) != 0)
            break;
    }
    return started;
}

cli_reader_counts cli_reader_run(const cli_reader_settings *settings, const cli_paths *paths,
                                 dedupe_corpus *corpus, cli_ids *ids, cli_messages *messages) {
    struct reader reader = {
        .settings = settings, .paths = paths, .corpus = corpus, .messages = messages, .ids = ids};
    const cli_supply_settings supply = {settings->format, &settings->input, &settings->filter,
                                        settings->rereader};
    reader.supply = cli_supply_create(&supply, paths, messages, &reader.done_bytes);
    pthread_mutex_init(&reader.work_lock, NULL);
    pthread_mutex_init(&reader.turn_lock, NULL);
    pthread_cond_init(&reader.turn_changed, NULL);

    struct worker *workers = cli_memory_allocate(settings->threads, sizeof *workers);
    workers[0].reader = &reader; /* the calling thread */
    size_t started = 1;
    /* Others start once there is work: while stdin says nothing yet, this is the thread that waits for it. */
    if (take_work(&reader, &workers[0])) {
        started = start_others(&reader, workers);
        do_work(&workers[0]);
    }
    run_worker(&workers[0]);
    for (size_t i = 1; i < started; i++)
        pthread_join(workers[i].thread, NULL);
    for (size_t i = 0; i < started; i++)
        reader.counts.undated += workers[i].undated;
    free(workers);
    reader.counts.left_out = cli_supply_left_out(reader.supply);
    cli_supply_free(reader.supply);
    pthread_cond_destroy(&reader.turn_changed);
    pthread_mutex_destroy(&reader.turn_lock);
    pthread_mutex_destroy(&reader.work_lock);
    return reader.counts;
}
