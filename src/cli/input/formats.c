/* The list of input formats, and the batch that they fill. */
#include "input.h"

#include "../program_memory.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { BLOCK_BYTES = 1 << 20 };

static const cli_input_format *const formats[] = {&cli_text_format, &cli_jsonl_format};

const cli_input_format *cli_input_format_named(const char *name) {
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (strcmp(formats[i]->name, name) == 0)
            return formats[i];
    }
    return NULL;
}

static bool ends_with(const char *path, const char *extension) {
    size_t path_length = strlen(path);
    size_t length = strlen(extension);
    return path_length > length && strcasecmp(path + path_length - length, extension) == 0;
}

const cli_input_format *cli_input_format_for(const char *path) {
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        for (const char *const *extension = formats[i]->extensions; *extension != NULL; extension++) {
            if (ends_with(path, *extension))
                return formats[i];
        }
    }
    return &cli_text_format;
}

static cli_record *append(cli_batch *batch) {
    batch->records =
        cli_memory_grow(batch->records, &batch->capacity, batch->count + 1, sizeof *batch->records);
    cli_record *record = &batch->records[batch->count++];
    memset(record, 0, sizeof *record);
    return record;
}

void cli_batch_add(cli_batch *batch, const char *id, const char *text, size_t length, size_t line) {
    cli_record *record = append(batch);
    record->id = id;
    record->text = text;
    record->length = length;
    record->line = line;
}

void cli_batch_fail(cli_batch *batch, size_t line, const char *code, const char *message) {
    const char *copy = cli_batch_copy(batch, message, strlen(message));
    cli_record *record = append(batch);
    record->line = line;
    record->code = code;
    record->error = copy;
}

/* The block that has room for `needed` more bytes. */
static cli_batch_block *block_with_room(cli_batch *batch, size_t needed) {
    while (batch->block < batch->block_count) {
        cli_batch_block *block = &batch->blocks[batch->block];
        if (block->size - block->used >= needed)
            return block;
        batch->block++;
    }
    batch->blocks =
        cli_memory_grow(batch->blocks, &batch->block_capacity, batch->block_count + 1, sizeof *batch->blocks);
    cli_batch_block *added = &batch->blocks[batch->block_count++];
    added->size = needed < BLOCK_BYTES ? BLOCK_BYTES : needed;
    added->bytes = cli_memory_resize(NULL, added->size, 1);
    added->used = 0;
    return added;
}

char *cli_batch_copy(cli_batch *batch, const char *bytes, size_t length) {
    cli_batch_block *block = block_with_room(batch, length + 1);
    char *copy = block->bytes + block->used;
    if (length > 0)
        memcpy(copy, bytes, length);
    copy[length] = '\0';
    block->used += length + 1;
    return copy;
}

void cli_batch_clear(cli_batch *batch) {
    batch->count = 0;
    batch->block = 0;
    for (size_t i = 0; i < batch->block_count; i++)
        batch->blocks[i].used = 0;
}

void cli_batch_free(cli_batch *batch) {
    for (size_t i = 0; i < batch->block_count; i++)
        free(batch->blocks[i].bytes);
    free(batch->records);
    free(batch->blocks);
    memset(batch, 0, sizeof *batch);
}
