/* Reads a file as the program does, archives in it and all, and checks every record. Both as a file, whose
 * bytes can be had at any place, and from stdin, where they come in order. */
#ifndef SUPPLY_RUN_H
#define SUPPLY_RUN_H

#include "fuzz_target.h"
#include "input/supply.h"

#include <string.h>
#include <unistd.h>

enum { MOST_ARTICLE_BYTES = 64 << 10, MOST_EXPANDED_BYTES = 1 << 20 };

/* The file that the bytes of each run stand in. */
typedef struct supply_file {
    char path[32];
    int descriptor;
} supply_file;

static void supply_file_remove_at_exit(void);

static supply_file *supply_file_get(void) {
    static supply_file file = {"/tmp/dedupe-fuzz-XXXXXX", -1};
    if (file.descriptor < 0) {
        file.descriptor = mkstemp(file.path);
        if (file.descriptor < 0 || dup2(file.descriptor, STDIN_FILENO) < 0 ||
            atexit(supply_file_remove_at_exit) != 0)
            fuzz_require("there is a folder for files of a moment");
    }
    return &file;
}

static void supply_file_remove_at_exit(void) {
    (void)unlink(supply_file_get()->path);
}

static void supply_check_record(const cli_record *record) {
    uint8_t sum = 0;
    if ((record->code == NULL) != (record->error == NULL))
        fuzz_require("an error has a code and a message");
    for (size_t i = 0; record->code == NULL && i < record->length; i++)
        sum = (uint8_t)(sum + (uint8_t)record->text[i]);
    if (record->id != NULL && strlen(record->id) == SIZE_MAX - sum)
        fuzz_require("an id ends");
}

static size_t supply_read_parcel(cli_parcel *parcel, const cli_input_settings *settings,
                                 cli_messages *messages, cli_batch *batch) {
    if (!parcel->ready && !cli_parcel_read(parcel, settings, messages, NULL))
        return 0;
    void *state = cli_input_format_start(parcel->format, settings);
    parcel->format->read(state, &parcel->piece, batch);
    cli_input_format_stop(parcel->format, state);
    for (size_t i = 0; i < batch->count; i++)
        supply_check_record(&batch->records[i]);
    size_t count = batch->count;
    cli_batch_clear(batch);
    return count;
}

/* Returns the number of records; `path` is a file or "-". */
static size_t supply_run_path(char *path) {
    static const cli_filter no_filter = {0};
    const cli_input_settings settings = {.max_article_bytes = MOST_ARTICLE_BYTES,
                                         .max_expanded_bytes = MOST_EXPANDED_BYTES};
    const cli_supply_settings supply_settings = {NULL, &settings, &no_filter, NULL};
    cli_path_source source = {.is_named = true};
    const cli_paths paths = {.items = &path, .count = 1, .sources = &source};
    cli_messages *messages = cli_messages_create();
    atomic_size_t done_bytes = 0;
    cli_supply *supply = cli_supply_create(&supply_settings, &paths, messages, &done_bytes);
    cli_parcel parcel = {0};
    cli_batch batch = {0};
    size_t records = 0;
    size_t tickets = 0;
    while (cli_supply_take(supply, &parcel)) {
        if (parcel.ticket != tickets++)
            fuzz_require("tickets have no gaps, as workers wait for each");
        if (parcel.ready && parcel.piece.length > MOST_EXPANDED_BYTES + (8 << 20))
            fuzz_require("a piece has an end");
        records += supply_read_parcel(&parcel, &settings, messages, &batch);
    }
    cli_batch_free(&batch);
    cli_parcel_free(&parcel);
    cli_supply_free(supply);
    cli_messages_free(messages);
    return records;
}

static void supply_run(const uint8_t *data, size_t size) {
    supply_file *file = supply_file_get();
    if (ftruncate(file->descriptor, 0) != 0 || pwrite(file->descriptor, data, size, 0) != (ssize_t)size)
        fuzz_require("a file of a moment can be written");
    size_t records = supply_run_path(file->path);
    if (supply_run_path(file->path) != records)
        fuzz_require("the same file gives the same records");
    char from_stdin[] = "-";
    (void)lseek(STDIN_FILENO, 0, SEEK_SET);
    (void)supply_run_path(from_stdin);
}

#endif
