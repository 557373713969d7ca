/* The batch that input formats fill: see input.h. */
#include "input.h"

#include "../messages.h"
#include "../program_memory.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK_BYTES = 256 << 10 };

static cli_record *append(cli_batch *batch) {
    batch->records =
        cli_memory_grow(batch->records, &batch->capacity, batch->count + 1, sizeof *batch->records);
    cli_record *record = &batch->records[batch->count++];
    memset(record, 0, sizeof *record);
    return record;
}

cli_record *cli_batch_add(cli_batch *batch, const char *id, const char *text, size_t length, size_t line) {
    cli_record *record = append(batch);
    record->id = id;
    record->text = text;
    record->length = length;
    record->line = line;
    return record;
}

void cli_batch_fail(cli_batch *batch, size_t line, size_t number, const char *code, const char *message) {
    if (batch->counts.errors++ >= CLI_MOST_ERRORS) {
        batch->counts.last_error_line = line;
        return;
    }
    const char *copy = cli_batch_copy(batch, message, strlen(message));
    cli_record *record = append(batch);
    record->line = line;
    record->number = number;
    record->code = code;
    record->error = copy;
}

void cli_batch_warn(cli_batch *batch, const char *message) {
    batch->warnings = cli_memory_grow(batch->warnings, &batch->warning_capacity, batch->warning_count + 1,
                                      sizeof *batch->warnings);
    batch->warnings[batch->warning_count++] = cli_batch_copy(batch, message, strlen(message));
}

void cli_record_number(cli_record *record, size_t before) {
    if (record->number > 0)
        record->number += before;
}

size_t cli_piece_unkept_errors(const cli_piece_counts *counts) {
    return counts->errors > CLI_MOST_ERRORS ? counts->errors - CLI_MOST_ERRORS : 0;
}

size_t cli_piece_numbers_before(const cli_piece *piece, const cli_piece_counts *counts, size_t *next) {
    const size_t before = piece->first ? 0 : *next;
    *next = before + counts->numbers;
    return before;
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

void *cli_batch_keep(cli_batch *batch, const void *object, size_t size) {
    const size_t alignment = _Alignof(max_align_t);
    cli_batch_block *block = block_with_room(batch, size + alignment);
    block->used = (block->used + alignment - 1) / alignment * alignment;
    void *copy = block->bytes + block->used;
    memcpy(copy, object, size);
    block->used += size;
    return copy;
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
    batch->counts = (cli_piece_counts){0};
    batch->warning_count = 0;
    batch->block = 0;
    for (size_t i = 0; i < batch->block_count; i++)
        batch->blocks[i].used = 0;
}

void cli_batch_free(cli_batch *batch) {
    for (size_t i = 0; i < batch->block_count; i++)
        free(batch->blocks[i].bytes);
    free(batch->records);
    free(batch->warnings);
    free(batch->blocks);
    memset(batch, 0, sizeof *batch);
}
