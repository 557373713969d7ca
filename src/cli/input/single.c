/* Reads a path that is to be one article: see single.h. */
#include "single.h"

#include "../program_memory.h"
#include "supply.h"

#include <stdlib.h>
#include <string.h>

/* What was read of the path. */
struct reading {
    const cli_input_settings *settings;
    const char *path;
    cli_messages *messages;
    cli_text_buffer *text;
    size_t articles;
    bool failed;
};

static void take_batch(struct reading *reading, const cli_parcel *parcel, const cli_batch *batch) {
    for (size_t i = 0; i < batch->warning_count; i++)
        cli_messages_warning(reading->messages, parcel->piece.path, "%s", batch->warnings[i]);
    for (size_t i = 0; i < batch->count; i++) {
        const cli_record *record = &batch->records[i];
        if (record->code != NULL) {
            cli_messages_error(reading->messages, parcel->piece.path, record->line, record->code, "%s",
                               record->error);
            reading->failed = true;
        } else if (reading->articles++ == 0) {
            cli_text_buffer_add_bytes(reading->text, record->text, record->length);
        }
    }
}

static void read_parcel(struct reading *reading, cli_parcel *parcel, cli_batch *batch) {
    const cli_input_format *format = parcel->format;
    if (!parcel->ready && !cli_parcel_read(parcel, reading->settings, reading->messages, NULL)) {
        reading->failed = true;
        return;
    }
    void *state = cli_input_format_start(format, reading->settings);
    format->read(state, &parcel->piece, batch);
    take_batch(reading, parcel, batch);
    cli_batch_clear(batch);
    cli_input_format_stop(format, state);
}

bool cli_single_read(const cli_input_format *format, const cli_input_settings *settings, const char *path,
                     cli_messages *messages, cli_text_buffer *text) {
    static const cli_filter no_filter = {0};
    struct reading reading = {.settings = settings, .path = path, .messages = messages, .text = text};
    const cli_supply_settings supply_settings = {format, settings, &no_filter, NULL};
    atomic_size_t done_bytes = 0;
    char *copy = cli_memory_copy(path, strlen(path));
    cli_path_source source = {.is_named = true};
    const cli_paths paths = {.items = &copy, .count = 1, .sources = &source};
    cli_supply *supply = cli_supply_create(&supply_settings, &paths, messages, &done_bytes);
    cli_parcel parcel = {0};
    cli_batch batch = {0};
    size_t errors_before;
    size_t errors_after;
    cli_messages_errors(messages, &errors_before);
    while (reading.articles < 2 && cli_supply_take(supply, &parcel))
        read_parcel(&reading, &parcel, &batch);
    cli_messages_errors(messages, &errors_after);
    if (errors_after > errors_before)
        reading.failed = true;
    else if (reading.articles != 1)
        cli_messages_error(messages, path, 0, "not-a-text",
                           reading.articles == 0
                               ? "this holds no article; diff compares two"
                               : "this holds many articles; diff compares two files of one each");
    cli_batch_free(&batch);
    cli_parcel_free(&parcel);
    cli_supply_free(supply);
    free(copy);
    return !reading.failed && reading.articles == 1;
}
