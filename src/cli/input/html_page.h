/*
 * A page of HTML as an article: its title, main text and metadata, by libxml2's HTML parser.
 *
 * The page is read in one pass; no tree is kept, so that megabytes of script cost nothing. Its text is
 * collected in blocks (paragraphs, headings, cells). What is never text of an article is left out on the way:
 * scripts, styles, navigation, footers, asides, hidden parts. Then the main text is chosen: the blocks of
 * what is marked as the body of the article, or of the largest <article>, or of <main>, or of the page; of
 * these without forms, page headers and what its class calls an advertisement and the like, unless hardly
 * anything is left then; and without lists of links.
 *
 * Cost: linear in the bytes, for pages that mean no harm; what others may cost is bounded.
 */
#ifndef CLI_HTML_PAGE_H
#define CLI_HTML_PAGE_H

#include "../text_buffer.h"

#include <stdbool.h>
#include <stddef.h>

/* What was found; empty: nothing. Starts as {0}; keeps its memory from one page to the next. */
typedef struct cli_html_page {
    cli_text_buffer text; /* main text; blocks are divided by empty lines */
    cli_text_buffer title;
    cli_text_buffer date;
    cli_text_buffer url;
    cli_text_buffer source;
    cli_text_buffer language;
} cli_html_page;

/* Reads a whole page of UTF-8. NULL, or why it cannot be read, as a clause (static). */
const char *cli_html_read_page(const char *bytes, size_t length, cli_html_page *page);

/* Reads a piece of HTML, as feeds hold them: all of its text, without scripts and the like. False, and
 * `text` as it was: it cannot be read. */
bool cli_html_read_fragment(const char *bytes, size_t length, cli_text_buffer *text);

void cli_html_page_free(cli_html_page *page);

#endif
