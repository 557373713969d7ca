/* What the output can show: see terminal.h. */
#include "terminal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { PLAIN_COLUMNS = 100, LEAST_COLUMNS = 40, MOST_COLUMNS = 200 };

static bool wants_color(bool is_terminal) {
    const char *no_color = getenv("NO_COLOR");
    const char *kind = getenv("TERM");
    return is_terminal && (no_color == NULL || *no_color == '\0') && kind != NULL &&
           strcmp(kind, "dumb") != 0;
}

cli_terminal cli_terminal_inspect(cli_when color, bool to_file) {
    struct winsize size;
    cli_terminal terminal = {.columns = PLAIN_COLUMNS};
    terminal.is_terminal = !to_file && isatty(STDOUT_FILENO) == 1;
    terminal.color =
        color == CLI_WHEN_ALWAYS || (color == CLI_WHEN_AUTO && wants_color(terminal.is_terminal));
    if (terminal.is_terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        terminal.columns = size.ws_col;
    if (terminal.columns < LEAST_COLUMNS)
        terminal.columns = LEAST_COLUMNS;
    if (terminal.columns > MOST_COLUMNS)
        terminal.columns = MOST_COLUMNS;
    return terminal;
}

const char *cli_terminal_style(const cli_terminal *terminal, cli_style style) {
    static const char *const sequences[] = {
        "\033[0m", "\033[1m", "\033[2m", "\033[1;31m", "\033[33m", "\033[36m", "\033[32m", "\033[31m",
    };
    return terminal->color ? sequences[style] : "";
}
