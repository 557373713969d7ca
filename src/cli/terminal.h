/* What the output can show: colours and columns. */
#ifndef CLI_TERMINAL_H
#define CLI_TERMINAL_H

#include "options.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct cli_terminal {
    bool is_terminal;
    bool color;
    size_t columns; /* of a terminal, else a width that reads well */
} cli_terminal;

/* Looks at stdout, or takes it for a plain file if the report goes to a file. NO_COLOR (not empty) and
 * TERM=dumb turn colour off unless --color=always. */
cli_terminal cli_terminal_inspect(cli_when color, bool to_file);

/* The escape sequences in use; "" for each without colour. */
typedef enum cli_style {
    CLI_STYLE_PLAIN = 0,
    CLI_STYLE_BOLD,
    CLI_STYLE_DIM,
    CLI_STYLE_STRONG, /* identical, near, excerpt */
    CLI_STYLE_MIDDLE, /* derived */
    CLI_STYLE_WEAK,   /* related, variant */
    CLI_STYLE_ADDED,
    CLI_STYLE_REMOVED
} cli_style;

const char *cli_terminal_style(const cli_terminal *terminal, cli_style style);

#endif
