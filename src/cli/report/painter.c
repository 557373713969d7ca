/* Running text on a terminal: see painter.h. */
#include "painter.h"

#include "../display.h"

#include <stdint.h>
#include <string.h>

enum { PREFIX_COLUMNS = 2 };

cli_painter cli_painter_begin(const cli_terminal *terminal, cli_output *output, char prefix,
                              cli_style style) {
    return (cli_painter){.terminal = terminal, .output = output, .prefix = prefix, .style = style};
}

/* Changes the style of what follows in the line; lines start and end plain. */
static void set_style(cli_painter *painter, cli_style style) {
    if (style == painter->current)
        return;
    if (painter->current != CLI_STYLE_PLAIN)
        cli_text_buffer_add(&painter->line, "%s", cli_terminal_style(painter->terminal, CLI_STYLE_PLAIN));
    if (style != CLI_STYLE_PLAIN)
        cli_text_buffer_add(&painter->line, "%s", cli_terminal_style(painter->terminal, style));
    painter->current = style;
}

static void start_line(cli_painter *painter) {
    set_style(painter, painter->style);
    cli_text_buffer_add_bytes(&painter->line, &painter->prefix, 1);
    painter->columns = 1;
}

static void end_line(cli_painter *painter) {
    if (painter->columns == 0)
        return;
    set_style(painter, CLI_STYLE_PLAIN);
    cli_text_buffer_add(&painter->line, "\n");
    cli_output_write(painter->output, painter->line.bytes, painter->line.length);
    cli_text_buffer_clear(&painter->line);
    painter->columns = 0;
}

/* Places one word with its marks, on a new line if it does not fit. A word that is longer than a line
 * is broken. */
static void add_word(cli_painter *painter, cli_style style, const char *word, size_t length) {
    size_t most = painter->terminal->columns;
    size_t width = cli_display_width(word, length);
    if (painter->columns > PREFIX_COLUMNS && painter->columns + 1 + width > most)
        end_line(painter);
    while (length > 0) {
        if (painter->columns == 0)
            start_line(painter);
        cli_text_buffer part = {0};
        size_t used = cli_display_text(&part, word, length, most - painter->columns - 1);
        if (used == 0)
            used = length; /* nothing but a character wider than the line */
        if (style != painter->current)
            set_style(painter, CLI_STYLE_PLAIN);
        cli_text_buffer_add(&painter->line, " ");
        set_style(painter, style);
        cli_text_buffer_add_bytes(&painter->line, part.bytes, part.length);
        painter->columns += 1 + (part.length > 0 ? cli_display_width(part.bytes, part.length) : 0);
        cli_text_buffer_free(&part);
        word += used;
        length -= used;
        if (length > 0)
            end_line(painter);
    }
}

/* The length of the word at the start of cleaned text: up to a space, or one wide character. */
static size_t word_length(const char *text, size_t length) {
    const char *space = memchr(text, ' ', length);
    return space != NULL ? (size_t)(space - text) : length;
}

void cli_painter_add(cli_painter *painter, cli_style style, const char *open, const char *text, size_t length,
                     const char *close) {
    cli_text_buffer clean = {0};
    cli_text_buffer_add(&clean, "%s", open);
    cli_display_text(&clean, text, length, SIZE_MAX);
    while (clean.length > 0 && clean.bytes[clean.length - 1] == ' ')
        clean.length--;
    cli_text_buffer_add(&clean, "%s", close);
    size_t at = 0;
    while (at < clean.length) {
        size_t word = word_length(clean.bytes + at, clean.length - at);
        if (word > 0)
            add_word(painter, style, clean.bytes + at, word);
        at += word + 1;
    }
    cli_text_buffer_free(&clean);
}

void cli_painter_end(cli_painter *painter) {
    end_line(painter);
    cli_text_buffer_free(&painter->line);
}
