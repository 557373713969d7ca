/* The text of a page in blocks, and the choice of those that are its main text: see html_page.h. */
#ifndef CLI_HTML_BLOCKS_H
#define CLI_HTML_BLOCKS_H

#include "../text_buffer.h"

#include <stdbool.h>
#include <stddef.h>

enum { CLI_HTML_BLOCK_DOUBTFUL = 1 };

typedef struct cli_html_block {
    size_t start; /* in `text` */
    size_t end;
    size_t link_bytes; /* of them, in links */
    unsigned flags;
} cli_html_block;

/* Blocks that stand in one element. */
typedef struct cli_html_region {
    unsigned bits; /* html_elements.h */
    size_t first;  /* block */
    size_t end;
} cli_html_region;

/* Starts as {0}. */
typedef struct cli_html_blocks {
    cli_text_buffer text;
    cli_html_block *blocks;
    size_t count;
    size_t capacity;
    cli_html_region *regions;
    size_t region_count;
    size_t region_capacity;
    size_t start;      /* of the block that is being filled */
    size_t link_bytes; /* of it */
    bool space;        /* white space came after its last byte */
} cli_html_blocks;

/* Adds text to the block at hand; white space counts as one space. */
void cli_html_blocks_add(cli_html_blocks *blocks, const char *bytes, size_t length, bool in_link);
void cli_html_blocks_end_line(cli_html_blocks *blocks);

/* Ends the block at hand; nothing happens if it is empty. */
void cli_html_blocks_end(cli_html_blocks *blocks, unsigned flags);

/* Between these two, blocks belong to a region. */
size_t cli_html_blocks_open_region(cli_html_blocks *blocks, unsigned bits);
void cli_html_blocks_close_region(cli_html_blocks *blocks, size_t region);

/* Appends the main text; all text. */
void cli_html_blocks_choose(const cli_html_blocks *blocks, cli_text_buffer *out);
void cli_html_blocks_take_all(const cli_html_blocks *blocks, cli_text_buffer *out);

void cli_html_blocks_free(cli_html_blocks *blocks);

#endif
