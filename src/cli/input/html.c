/* HTML: a page is one article, its title and main text. See html_page.h. */
#include "input.h"

#include "../program_memory.h"
#include "encoding.h"
#include "html_charset.h"
#include "html_page.h"

#include <stdlib.h>
#include <string.h>

static const char *const extensions[] = {".html", ".htm", ".xhtml", ".shtml", NULL};

struct reader {
    const cli_input_settings *settings;
    cli_html_page page;
};

static void *create(const cli_input_settings *settings) {
    struct reader *reader = cli_memory_allocate(1, sizeof *reader);
    reader->settings = settings;
    return reader;
}

static void destroy(void *state) {
    struct reader *reader = state;
    cli_html_page_free(&reader->page);
    free(reader);
}

/* Whether one of the first paragraphs is the title already. */
static bool has_title(const cli_html_page *page) {
    const char *at = page->text.length > 0 ? page->text.bytes : "";
    for (size_t i = 0; i < 3 && at != NULL; i++) {
        if (strncmp(at, page->title.bytes, page->title.length) == 0)
            return true;
        at = strstr(at, "\n\n");
        at = at != NULL ? at + 2 : NULL;
    }
    return false;
}

static const char *copy(cli_batch *batch, const cli_text_buffer *text) {
    return text->length > 0 ? cli_batch_copy(batch, text->bytes, text->length) : NULL;
}

static void read_page(void *state, const cli_piece *piece, cli_batch *batch) {
    struct reader *reader = state;
    cli_html_page *page = &reader->page;
    cli_text_buffer declared = {0};
    const char *charset = piece->charset;
    if (charset == NULL && cli_html_charset(piece->bytes, piece->length, &declared))
        charset = declared.bytes;
    cli_decoded decoded = cli_encoding_decode(reader->settings, charset, piece->bytes, piece->length, batch);
    cli_text_buffer_free(&declared);
    const char *wrong = cli_html_read_page(decoded.bytes, decoded.length, page);
    if (wrong != NULL) {
        cli_batch_fail(batch, 0, 0, "bad-page", wrong);
        return;
    }
    cli_text_buffer text = {0};
    if (page->title.length > 0 && !has_title(page))
        cli_text_buffer_add(&text, "%s%s", page->title.bytes, page->text.length > 0 ? "\n\n" : "");
    cli_text_buffer_add_bytes(&text, page->text.bytes, page->text.length);
    cli_record *record =
        cli_batch_add(batch, NULL, cli_batch_copy(batch, text.bytes, text.length), text.length, 0);
    cli_text_buffer_free(&text);
    record->metadata = (cli_metadata){.title = copy(batch, &page->title),
                                      .date = copy(batch, &page->date),
                                      .url = copy(batch, &page->url),
                                      .source = copy(batch, &page->source),
                                      .language = copy(batch, &page->language)};
    if (record->metadata.url == NULL)
        record->metadata.url = piece->url;
}

const cli_input_format cli_html_format = {
    .name = "html",
    .extensions = extensions,
    .create = create,
    .destroy = destroy,
    .read = read_page,
};
