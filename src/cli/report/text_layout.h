/* Lines of the text reports of a scan: ids in columns, relations in colour, quotes that fit. */
#ifndef CLI_TEXT_LAYOUT_H
#define CLI_TEXT_LAYOUT_H

#include "report.h"

#include "../text_buffer.h"

enum { CLI_LAYOUT_INDENT = 3 };

/* The line under construction and what it is made with. `line` is freed by its user. */
typedef struct cli_layout {
    const cli_report *report;
    cli_output *output;
    size_t path_columns; /* of ids, 0: as wide as each is */
    cli_text_buffer line;
} cli_layout;

/* Writes the line without spaces at its end, and empties it. */
void cli_layout_write_line(cli_layout *layout);

/* The escape sequence of a style; "" without colour. */
const char *cli_layout_style(const cli_layout *layout, cli_style wanted);

/* A share as whole per cent. */
unsigned cli_layout_per_cent(double share);

/* Columns that an article's id takes. */
size_t cli_layout_id_columns(const cli_report *report, size_t article);

/* Appends an id, then spaces up to the column after it. */
void cli_layout_add_id(cli_layout *layout, size_t article);

/* Appends the name of a relation, then spaces up to the column after it. */
void cli_layout_add_relation(cli_layout *layout, dedupe_relation relation);

/* Appends a line of --pairs: the relation, and how much of each article is in the other. */
void cli_layout_add_pair(cli_layout *layout, const dedupe_pair *pair);

/* Appends text of at most so many columns; what was cut off ends in an ellipsis after a whole word. */
void cli_layout_add_cut_text(cli_layout *layout, const char *text, size_t length, size_t columns);

/* Writes a passage of an article in whole words, on a line that fits. */
void cli_layout_write_quote(cli_layout *layout, size_t article, const dedupe_passage *passage);

#endif
