/* From parsed JSON objects to records: see json_batch.h. */
#include "json_batch.h"

#include "../cleanup.h"
#include "../program_memory.h"

#include <stdlib.h>

void *cli_json_batch_create(const cli_input_settings *settings) {
    cli_json_reader *reader = cli_memory_allocate(1, sizeof *reader);
    reader->parser = cli_json_parser_create(&settings->fields);
    reader->fields = &settings->fields;
    if (reader->parser == NULL)
        cli_cleanup_die("out of memory");
    return reader;
}

void cli_json_batch_free(void *state) {
    cli_json_reader *reader = state;
    cli_json_parser_free(reader->parser);
    free(reader);
}

static const char *copy(cli_batch *batch, cli_json_string string) {
    return string.bytes != NULL ? cli_batch_copy(batch, string.bytes, string.length) : NULL;
}

void cli_json_batch_add(cli_batch *batch, const cli_json_record *parsed, size_t line, size_t number) {
    if (parsed->code != NULL) {
        cli_batch_fail(batch, line, number, parsed->code, parsed->message);
        return;
    }
    const char *id = copy(batch, parsed->id);
    const char *text = copy(batch, parsed->text);
    cli_record *record = cli_batch_add(batch, id, text, parsed->text.length, line);
    record->number = number;
    record->text_fields = parsed->text_fields;
    record->metadata = (cli_metadata){
        .title = copy(batch, parsed->title),
        .date = copy(batch, parsed->date),
        .url = copy(batch, parsed->url),
        .source = copy(batch, parsed->source),
        .language = copy(batch, parsed->language),
    };
}
