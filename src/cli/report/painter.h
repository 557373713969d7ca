/* Running text on a terminal: words in several styles, wrapped under a prefix. */
#ifndef CLI_PAINTER_H
#define CLI_PAINTER_H

#include "../output.h"
#include "../terminal.h"
#include "../text_buffer.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct cli_painter {
    const cli_terminal *terminal;
    cli_output *output;
    char prefix;     /* first column of each line: ' ', '-' or '+' */
    cli_style style; /* of the prefix and of text that asks for nothing else */
    cli_text_buffer line;
    size_t columns;    /* used in the current line, 0: it is empty */
    cli_style current; /* at the end of the current line */
} cli_painter;

/* Starts a paragraph. */
cli_painter cli_painter_begin(const cli_terminal *terminal, cli_output *output, char prefix, cli_style style);

/* Appends text with `open` and `close` around it (marks that stay on their words). */
void cli_painter_add(cli_painter *painter, cli_style style, const char *open, const char *text, size_t length,
                     const char *close);

/* Writes the last line and frees what the painter holds. */
void cli_painter_end(cli_painter *painter);

#endif
