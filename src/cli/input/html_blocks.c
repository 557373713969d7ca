/* The text of a page in blocks: see html_blocks.h. */
#include "html_blocks.h"

#include "../program_memory.h"
#include "html_elements.h"

#include <stdlib.h>
#include <string.h>

/* A region is worth taking from this share of the page's text on, or from this many bytes on. */
enum { LEAST_REGION_PER_CENT = 30, LEAST_REGION_BYTES = 400 };

/* Doubtful blocks are left out if the others hold at least this share. */
enum { LEAST_SURE_PER_CENT = 25 };

/* A block is a list of links from this share of link text on. */
enum { LINKS_PER_CENT = 60 };

static bool is_space(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' || byte == '\f';
}

void cli_html_blocks_add(cli_html_blocks *blocks, const char *bytes, size_t length, bool in_link) {
    size_t at = 0;
    while (at < length) {
        size_t from = at;
        while (at < length && is_space(bytes[at]))
            at++;
        blocks->space = blocks->space || at > from;
        from = at;
        while (at < length && !is_space(bytes[at]))
            at++;
        if (at == from)
            return;
        if (blocks->space && blocks->text.length > blocks->start &&
            blocks->text.bytes[blocks->text.length - 1] != '\n')
            cli_text_buffer_add_bytes(&blocks->text, " ", 1);
        blocks->space = false;
        cli_text_buffer_add_bytes(&blocks->text, bytes + from, at - from);
        blocks->link_bytes += in_link ? at - from + 1 : 0;
    }
}

void cli_html_blocks_end_line(cli_html_blocks *blocks) {
    if (blocks->text.length > blocks->start && blocks->text.bytes[blocks->text.length - 1] != '\n')
        cli_text_buffer_add_bytes(&blocks->text, "\n", 1);
    blocks->space = false;
}

void cli_html_blocks_end(cli_html_blocks *blocks, unsigned flags) {
    size_t end = blocks->text.length;
    while (end > blocks->start && blocks->text.bytes[end - 1] == '\n')
        end--;
    blocks->space = false;
    if (end == blocks->start)
        return;
    blocks->blocks =
        cli_memory_grow(blocks->blocks, &blocks->capacity, blocks->count + 1, sizeof *blocks->blocks);
    blocks->blocks[blocks->count++] = (cli_html_block){blocks->start, end, blocks->link_bytes, flags};
    blocks->start = blocks->text.length;
    blocks->link_bytes = 0;
}

size_t cli_html_blocks_open_region(cli_html_blocks *blocks, unsigned bits) {
    blocks->regions = cli_memory_grow(blocks->regions, &blocks->region_capacity, blocks->region_count + 1,
                                      sizeof *blocks->regions);
    blocks->regions[blocks->region_count] = (cli_html_region){bits, blocks->count, blocks->count};
    return blocks->region_count++;
}

void cli_html_blocks_close_region(cli_html_blocks *blocks, size_t region) {
    blocks->regions[region].end = blocks->count;
}

void cli_html_blocks_free(cli_html_blocks *blocks) {
    cli_text_buffer_free(&blocks->text);
    free(blocks->blocks);
    free(blocks->regions);
    memset(blocks, 0, sizeof *blocks);
}

/* ----------------------------------------------------------------- the choice */

static bool is_link_list(const cli_html_block *block) {
    return block->link_bytes * 100 >= (block->end - block->start) * LINKS_PER_CENT;
}

static bool is_text(const cli_html_block *block, bool sure) {
    return !is_link_list(block) && !(sure && (block->flags & CLI_HTML_BLOCK_DOUBTFUL) != 0);
}

static size_t text_bytes(const cli_html_blocks *blocks, size_t first, size_t end, bool sure) {
    size_t bytes = 0;
    for (size_t i = first; i < end; i++) {
        const cli_html_block *block = &blocks->blocks[i];
        bytes += is_text(block, sure) ? block->end - block->start : 0;
    }
    return bytes;
}

/* How much sure text stands before each block, and before the end; so that many regions in one another cost
 * no more than one. Freed with free(). */
static size_t *sum_sure_text(const cli_html_blocks *blocks) {
    size_t *before = cli_memory_allocate(blocks->count + 1, sizeof *before);
    for (size_t i = 0; i < blocks->count; i++) {
        const cli_html_block *block = &blocks->blocks[i];
        before[i + 1] = before[i] + (is_text(block, true) ? block->end - block->start : 0);
    }
    return before;
}

/* The largest region of a kind, if it is worth taking. */
static bool find_region(const cli_html_blocks *blocks, const size_t *before, unsigned bit,
                        cli_html_region *found) {
    size_t most = 0;
    size_t all = before[blocks->count];
    for (size_t i = 0; i < blocks->region_count; i++) {
        const cli_html_region *region = &blocks->regions[i];
        size_t bytes = (region->bits & bit) != 0 ? before[region->end] - before[region->first] : 0;
        if (bytes > most) {
            most = bytes;
            *found = *region;
        }
    }
    return most >= LEAST_REGION_BYTES || (most > 0 && most * 100 >= all * LEAST_REGION_PER_CENT);
}

static void add_block(const cli_html_blocks *blocks, const cli_html_block *block, cli_text_buffer *out) {
    if (out->length > 0)
        cli_text_buffer_add(out, "\n\n");
    cli_text_buffer_add_bytes(out, blocks->text.bytes + block->start, block->end - block->start);
}

void cli_html_blocks_choose(const cli_html_blocks *blocks, cli_text_buffer *out) {
    cli_html_region region = {0, 0, blocks->count};
    size_t *before = sum_sure_text(blocks);
    if (!find_region(blocks, before, CLI_HTML_BODY, &region) &&
        !find_region(blocks, before, CLI_HTML_ARTICLE, &region) &&
        !find_region(blocks, before, CLI_HTML_MAIN, &region))
        region = (cli_html_region){0, 0, blocks->count};
    free(before);
    size_t sure = text_bytes(blocks, region.first, region.end, true);
    size_t all = text_bytes(blocks, region.first, region.end, false);
    bool only_sure = sure * 100 >= all * LEAST_SURE_PER_CENT && sure > 0;
    for (size_t i = region.first; i < region.end; i++) {
        const cli_html_block *block = &blocks->blocks[i];
        if (is_text(block, only_sure))
            add_block(blocks, block, out);
    }
}

void cli_html_blocks_take_all(const cli_html_blocks *blocks, cli_text_buffer *out) {
    for (size_t i = 0; i < blocks->count; i++)
        add_block(blocks, &blocks->blocks[i], out);
}
