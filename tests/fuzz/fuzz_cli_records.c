/* The input formats of the program: any bytes as lines of JSON and as plain text. Each line gives one
 * article, or one error that names it, or nothing if it is blank. */
#include "fuzz_target.h"
#include "input/input.h"

#include <string.h>

enum { FIRST_LINE = 41 };

static size_t count_lines(const uint8_t *data, size_t size) {
    size_t lines = size > 0 && data[size - 1] != '\n';
    for (size_t i = 0; i < size; i++)
        lines += data[i] == '\n';
    return lines;
}

static void check_record(const cli_record *record, size_t lines) {
    if ((record->code == NULL) != (record->error == NULL))
        fuzz_require("an error has a code and a message");
    if (record->code != NULL && record->error[0] == '\0')
        fuzz_require("a message says something");
    if (record->line != 0 && (record->line < FIRST_LINE || record->line >= FIRST_LINE + lines))
        fuzz_require("a record names a line of its piece");
    /* Every byte of what it points to can be read. */
    uint8_t sum = 0;
    for (size_t i = 0; record->code == NULL && i < record->length; i++)
        sum = (uint8_t)(sum + (uint8_t)record->text[i]);
    if (record->id != NULL && strlen(record->id) == SIZE_MAX - sum)
        fuzz_require("an id ends");
}

static void read_as(const cli_input_format *format, const cli_piece *piece, size_t lines) {
    const cli_fields fields = {.id = "id", .text = "text"};
    cli_batch batch = {0};
    void *state = format->create != NULL ? format->create(&fields) : NULL;
    for (size_t round = 0; round < 2; round++) { /* a parser and a batch are used again */
        format->read(state, piece, &batch);
        if (batch.count > (format->lines ? lines : 1))
            fuzz_require("a line gives one record at most");
        for (size_t i = 0; i < batch.count; i++) {
            check_record(&batch.records[i], lines);
            if (i > 0 && batch.records[i].line <= batch.records[i - 1].line)
                fuzz_require("records come in order of their lines");
        }
        cli_batch_clear(&batch);
    }
    if (format->destroy != NULL)
        format->destroy(state);
    cli_batch_free(&batch);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char *bytes = malloc(size + CLI_PIECE_PADDING);
    if (bytes == NULL)
        return 0;
    if (size > 0)
        memcpy(bytes, data, size);
    memset(bytes + size, '"', CLI_PIECE_PADDING);
    const cli_piece piece = {.path = "in.jsonl", .bytes = bytes, .length = size, .first_line = FIRST_LINE};
    size_t lines = count_lines(data, size);
    read_as(&cli_jsonl_format, &piece, lines);
    read_as(&cli_text_format, &piece, lines);
    free(bytes);
    return 0;
}
