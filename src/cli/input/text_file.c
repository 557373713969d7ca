/* A plain text file is one article. */
#include "input.h"

#include "encoding.h"

#include <string.h>

static const char *const extensions[] = {".txt", ".text", ".md", NULL};

static void read_text(void *state, const cli_piece *piece, cli_batch *batch) {
    const cli_input_settings *settings = state;
    size_t mark_length;
    const char *mark = cli_encoding_of_mark(piece->bytes, piece->length, &mark_length);
    cli_decoded text = {piece->bytes, piece->length};
    /* The library reads UTF-8 and UTF-16 with a mark itself, and offsets then count the mark. */
    if (mark == NULL || strncmp(mark, "UTF-32", 6) == 0)
        text = cli_encoding_decode(settings, piece->charset, piece->bytes, piece->length, batch);
    cli_record *record = cli_batch_add(batch, NULL, text.bytes, text.length, 0);
    record->metadata.url = piece->url;
    record->is_file =
        !piece->is_packed && text.bytes == piece->bytes && (mark == NULL || strcmp(mark, "UTF-8") == 0);
}

const cli_input_format cli_text_format = {
    .name = "text",
    .extensions = extensions,
    .read = read_text,
};
