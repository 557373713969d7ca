/* A plain text file is one article. The library takes care of its encoding. */
#include "input.h"

static const char *const extensions[] = {NULL};

static void read_text(void *state, const cli_piece *piece, cli_batch *batch) {
    (void)state;
    cli_batch_add(batch, NULL, piece->bytes, piece->length, 0);
}

const cli_input_format cli_text_format = {
    .name = "text",
    .extensions = extensions,
    .lines = false,
    .read = read_text,
};
