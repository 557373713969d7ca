/* Reads single articles: see single.h. */
#include "single.h"

#include "../program_memory.h"
#include "ids.h"
#include "supply.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What is read, and where the articles go. */
struct reading {
    const cli_input_settings *settings;
    cli_messages *messages;
    void (*take)(struct reading *reading, const cli_piece *piece, const cli_record *record);
    bool is_done;             /* nothing more is wanted */
    bool failed;              /* of a file: anything; by id: what is wanted */
    cli_single *found;        /* the one article of a file, or the two that are looked for, ... */
    const char *const *id;    /* ... by these ids, */
    cli_text_buffer alike[2]; /* and ids that may be meant */
    size_t articles;
    size_t failed_records;
    size_t numbers; /* that records of the file at hand have so far */
    cli_ids *ids;   /* taken so far */
};

static void keep(cli_single *single, const cli_piece *piece, const cli_record *record) {
    cli_text_buffer_add_bytes(&single->text, record->text, record->length);
    cli_text_buffer_add_bytes(&single->path, piece->path, strlen(piece->path));
    single->origin = cli_origin_of(&record->metadata);
    single->document = record->document;
    if (record->metadata.title == NULL)
        return;
    cli_text_buffer_add_bytes(&single->headline, record->metadata.title, strlen(record->metadata.title));
    single->origin.headline = single->headline.bytes;
}

static void read_parcel(struct reading *reading, cli_parcel *parcel, cli_batch *batch) {
    if (!parcel->ready && !cli_parcel_read(parcel, reading->settings, reading->messages, NULL))
        return;
    const cli_input_format *format = parcel->format; /* of what was read */
    void *state = cli_input_format_start(format, reading->settings);
    format->read(state, &parcel->piece, batch);
    const size_t before = cli_piece_numbers_before(&parcel->piece, &batch->counts, &reading->numbers);
    for (size_t i = 0; i < batch->warning_count; i++)
        cli_messages_warning(reading->messages, parcel->piece.path, "%s", batch->warnings[i]);
    for (size_t i = 0; i < batch->count && !reading->is_done; i++) {
        cli_record_number(&batch->records[i], before);
        reading->take(reading, &parcel->piece, &batch->records[i]);
    }
    const size_t unkept = cli_piece_unkept_errors(&batch->counts);
    reading->failed_records += unkept;
    if (unkept > 0 && reading->id == NULL)
        cli_messages_more_errors(reading->messages, parcel->piece.path, batch->counts.last_error_line,
                                 unkept);
    cli_batch_clear(batch);
    cli_input_format_stop(format, state);
}

/* Reads `paths` until nothing more is wanted. Notes whether any of it could not be read. */
static void read_paths(struct reading *reading, const cli_input_format *format, const cli_paths *paths) {
    static const cli_filter no_filter = {0};
    const cli_supply_settings supply_settings = {format, reading->settings, &no_filter, NULL};
    atomic_size_t done_bytes = 0;
    cli_supply *supply = cli_supply_create(&supply_settings, paths, reading->messages, &done_bytes);
    cli_parcel parcel = {0};
    cli_batch batch = {0};
    const size_t errors_before = cli_messages_error_count(reading->messages);
    while (!reading->is_done && cli_supply_take(supply, &parcel))
        read_parcel(reading, &parcel, &batch);
    reading->failed |= reading->id == NULL && cli_messages_error_count(reading->messages) > errors_before;
    cli_batch_free(&batch);
    cli_parcel_free(&parcel);
    cli_supply_free(supply);
}

/* ---- the one article of a file */

static void take_only(struct reading *reading, const cli_piece *piece, const cli_record *record) {
    if (record->code != NULL) {
        cli_messages_error(reading->messages, piece->path, record->line, record->code, "%s", record->error);
        return;
    }
    if (reading->articles++ == 0)
        keep(reading->found, piece, record);
    reading->is_done = reading->articles > 1;
}

bool cli_single_read(const cli_input_format *format, const cli_input_settings *settings, const char *path,
                     cli_messages *messages, cli_single *single) {
    struct reading reading = {.settings = settings, .messages = messages, .take = take_only, .found = single};
    char *copy = cli_memory_copy(path, strlen(path));
    cli_path_source source = {.is_named = true};
    read_paths(&reading, format, &(cli_paths){.items = &copy, .count = 1, .sources = &source});
    free(copy);
    if (reading.failed)
        return false;
    if (reading.articles != 1)
        cli_messages_error(messages, path, 0, "not-a-text",
                           reading.articles == 0
                               ? "this holds no article; diff compares two"
                               : "this holds many articles; dedupe diff FILE ID ID compares two of them");
    return reading.articles == 1;
}

/* ---- articles by id */

/* The second article of an id that is wanted: which of them is meant? */
static void fail_taken(struct reading *reading, const cli_origin *origin, const char *id) {
    cli_text_buffer message = {0};
    reading->failed = true;
    cli_ids_add_taken(&message, reading->ids, id, origin);
    cli_messages_error(reading->messages, origin->path, origin->line, "duplicate-id", "%s", message.bytes);
    cli_text_buffer_free(&message);
}

static bool is_wanted(const struct reading *reading, const char *id) {
    return strcmp(id, reading->id[0]) == 0 || strcmp(id, reading->id[1]) == 0;
}

/* A record that gives no article: an error if it is wanted. */
static void take_broken(struct reading *reading, const cli_piece *piece, const cli_record *record) {
    const cli_origin origin = {.path = piece->path, .line = record->line, .number = record->number};
    cli_text_buffer place = {0};
    cli_ids_add_place(&place, &origin);
    reading->failed_records++;
    if (is_wanted(reading, place.bytes) || (record->id != NULL && is_wanted(reading, record->id)))
        cli_messages_error(reading->messages, piece->path, record->line, record->code, "%s", record->error);
    cli_text_buffer_free(&place);
}

/* Whether an id ends as the wanted one, behind what sets a file apart: "5" for "feed.jsonl:5". */
static bool is_alike(const cli_text_buffer *id, const char *wanted) {
    const size_t length = strlen(wanted);
    if (length == 0 || id->length <= length || memchr(":/#", id->bytes[id->length - length - 1], 3) == NULL)
        return false;
    return memcmp(id->bytes + id->length - length, wanted, length) == 0;
}

static void take_wanted(struct reading *reading, const cli_piece *piece, const cli_record *record) {
    const cli_origin origin = {.path = piece->path, .line = record->line, .number = record->number};
    cli_text_buffer id = {0};
    bool is_first = true;
    if (record->code != NULL) {
        take_broken(reading, piece, record);
        return;
    }
    if (record->id != NULL) {
        cli_text_buffer_add_bytes(&id, record->id, strlen(record->id));
        is_first = cli_ids_add(reading->ids, id.bytes, origin);
    } else {
        cli_ids_name(reading->ids, origin, &id);
    }
    if (!is_first && is_wanted(reading, id.bytes))
        fail_taken(reading, &origin, id.bytes);
    if (is_wanted(reading, id.bytes) && record->length > reading->settings->max_article_bytes) {
        reading->failed = true;
        cli_messages_error(reading->messages, piece->path, record->line, "too-large",
                           "the text is longer than --max-article allows");
    }
    for (size_t i = 0; i < 2 && is_first; i++) {
        if (strcmp(id.bytes, reading->id[i]) == 0)
            keep(&reading->found[i], piece, record);
        else if (reading->alike[i].length == 0 && is_alike(&id, reading->id[i]))
            cli_text_buffer_add_bytes(&reading->alike[i], id.bytes, id.length);
    }
    cli_text_buffer_free(&id);
}

/* An id that nothing has. */
static void fail_missing(const struct reading *reading, const char *id, const char *alike) {
    if (*alike != '\0')
        cli_messages_error(reading->messages, NULL, 0, "not-found",
                           "no article has the id \"%s\"; is \"%s\" meant?", id, alike);
    else if (access(id, F_OK) == 0)
        cli_messages_error(reading->messages, NULL, 0, "not-found",
                           "no article has the id \"%s\"; to compare two files, name just these", id);
    else if (reading->failed_records > 0)
        cli_messages_error(
            reading->messages, NULL, 0, "not-found",
            "no article that can be read has the id \"%s\"; a scan tells what is wrong with %zu record%s "
            "(diff takes the same --text-field and --id-field)",
            id, reading->failed_records, reading->failed_records == 1 ? "" : "s");
    else
        cli_messages_error(reading->messages, NULL, 0, "not-found",
                           "no article has the id \"%s\"; the report of a scan gives the ids of members "
                           "(diff takes the same --id-field)",
                           id);
}

bool cli_single_find(const cli_input_format *format, const cli_input_settings *settings,
                     const cli_paths *paths, const char *const id[2], cli_messages *messages,
                     cli_single found[2]) {
    struct reading reading = {
        .settings = settings, .messages = messages, .take = take_wanted, .id = id, .found = found};
    reading.ids = cli_ids_create();
    read_paths(&reading, format, paths);
    cli_ids_free(reading.ids);
    for (size_t i = 0; i < 2; i++) {
        if (found[i].path.length > 0 || (i == 1 && strcmp(id[0], id[1]) == 0))
            continue;
        reading.failed = true;
        fail_missing(&reading, id[i], reading.alike[i].length > 0 ? reading.alike[i].bytes : "");
    }
    cli_text_buffer_free(&reading.alike[0]);
    cli_text_buffer_free(&reading.alike[1]);
    return !reading.failed;
}

void cli_single_free(cli_single *single) {
    cli_text_buffer_free(&single->text);
    cli_text_buffer_free(&single->path);
    cli_text_buffer_free(&single->headline);
}
