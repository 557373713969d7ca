/* A page of HTML: reading it. See html_page.h; html_main_text.c chooses. */
#include "html_page.h"

#include "../program_memory.h"
#include "html_blocks.h"
#include "html_elements.h"
#include "markup.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { MOST_LINKED_DATA_BYTES = 256 * 1024 };

/* libxml2 looks at all elements that are open for each end tag that closes none of them. A page may cost so
 * many looks: some seconds; pages that mean no harm are far below. */
static const size_t most_looks = 1000000000;

/* An element that is open. */
struct open_element {
    const xmlChar *name; /* in the parser's dictionary */
    unsigned bits;
    size_t region; /* SIZE_MAX: none */
};

/* A page while it is read. */
struct reader {
    cli_html_blocks blocks;
    struct open_element *open;
    size_t open_count;
    size_t open_capacity;
    size_t left_out; /* of the open ones: how many leave out what is in them */
    size_t links;
    size_t doubtful;
    size_t headers;
    size_t articles;
    bool in_title;
    bool in_heading;
    bool in_linked_data; /* JSON-LD */
    bool is_fragment;
    size_t looks; /* see most_looks */
    htmlParserCtxtPtr parser;
    cli_text_buffer title_element;
    cli_text_buffer heading; /* the first */
    bool heading_ended;
    cli_text_buffer social_title; /* og:title */
    cli_text_buffer linked_data;
    cli_html_page *page;
};

/* ------------------------------------------------------------------ metadata */

/* Keeps the first that is told, without white space round it. */
static void keep_first(cli_text_buffer *place, const char *value) {
    if (place->length > 0 || value == NULL)
        return;
    value += strspn(value, " \t\r\n");
    size_t length = strlen(value);
    while (length > 0 && strchr(" \t\r\n", value[length - 1]) != NULL)
        length--;
    if (length > 0)
        cli_text_buffer_add_bytes(place, value, length);
}

static bool is_one_of(const char *name, const char *const *names, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (strcasecmp(name, names[i]) == 0)
            return true;
    }
    return false;
}

static void read_meta(struct reader *reader, const xmlChar *const *attributes) {
    static const char *const dates[] = {"article:published_time",
                                        "datePublished",
                                        "og:published_time",
                                        "pubdate",
                                        "publishdate",
                                        "publish-date",
                                        "date",
                                        "dc.date",
                                        "dc.date.issued",
                                        "dcterms.date",
                                        "dcterms.issued",
                                        "dcterms.created",
                                        "parsely-pub-date",
                                        "sailthru.date"};
    const char *name = cli_html_attribute(attributes, "property");
    const char *content = cli_html_attribute(attributes, "content");
    name = name != NULL ? name : cli_html_attribute(attributes, "name");
    name = name != NULL ? name : cli_html_attribute(attributes, "itemprop");
    if (name == NULL || content == NULL)
        return;
    if (is_one_of(name, dates, sizeof dates / sizeof *dates))
        keep_first(&reader->page->date, content);
    else if (strcasecmp(name, "og:title") == 0)
        keep_first(&reader->social_title, content);
    else if (strcasecmp(name, "og:url") == 0)
        keep_first(&reader->page->url, content);
    else if (strcasecmp(name, "og:site_name") == 0)
        keep_first(&reader->page->source, content);
}

static void read_metadata(struct reader *reader, const char *name, const xmlChar *const *attributes) {
    if (strcmp(name, "meta") == 0) {
        read_meta(reader, attributes);
    } else if (strcmp(name, "html") == 0) {
        keep_first(&reader->page->language, cli_html_attribute(attributes, "lang"));
        keep_first(&reader->page->language, cli_html_attribute(attributes, "xml:lang"));
    } else if (strcmp(name, "time") == 0 && reader->left_out == 0) {
        keep_first(&reader->page->date, cli_html_attribute(attributes, "datetime"));
    } else if (strcmp(name, "link") == 0) {
        const char *relation = cli_html_attribute(attributes, "rel");
        if (relation != NULL && strcasecmp(relation, "canonical") == 0) {
            cli_text_buffer_clear(&reader->page->url);
            keep_first(&reader->page->url, cli_html_attribute(attributes, "href"));
        }
    } else if (strcmp(name, "script") == 0) {
        const char *type = cli_html_attribute(attributes, "type");
        reader->in_linked_data = type != NULL && strncasecmp(type, "application/ld+json", 19) == 0;
    }
}

/* The date in "datePublished": "..." of JSON-LD. */
static void read_linked_data(struct reader *reader) {
    const char *at =
        reader->linked_data.bytes != NULL ? strstr(reader->linked_data.bytes, "\"datePublished\"") : NULL;
    if (at == NULL)
        return;
    at += strlen("\"datePublished\"");
    at += strspn(at, " \t\r\n:");
    size_t length = *at == '"' ? strcspn(at + 1, "\"\\") : 0;
    if (reader->page->date.length == 0 && length > 0)
        cli_text_buffer_add_bytes(&reader->page->date, at + 1, length);
}

/* ------------------------------------------------------------------ elements */

static unsigned block_flags(const struct reader *reader) {
    bool doubtful = reader->doubtful > 0 || (reader->headers > 0 && reader->articles == 0);
    return doubtful ? CLI_HTML_BLOCK_DOUBTFUL : 0;
}

static void count_open(struct reader *reader, unsigned bits, bool opens) {
    size_t one = opens ? 1 : SIZE_MAX;
    reader->left_out += (bits & CLI_HTML_LEFT_OUT) != 0 ? one : 0;
    reader->links += (bits & CLI_HTML_LINK) != 0 ? one : 0;
    reader->doubtful += (bits & CLI_HTML_DOUBTFUL) != 0 ? one : 0;
    reader->headers += (bits & CLI_HTML_HEADER) != 0 ? one : 0;
    reader->articles += (bits & (CLI_HTML_ARTICLE | CLI_HTML_MAIN)) != 0 ? one : 0;
}

static void start_element(void *data, const xmlChar *name, const xmlChar **attributes) {
    struct reader *reader = data;
    const xmlChar *const *list = (const xmlChar *const *)attributes;
    unsigned bits = cli_html_element_of((const char *)name, list);
    if (!reader->is_fragment)
        read_metadata(reader, (const char *)name, list);
    reader->open =
        cli_memory_grow(reader->open, &reader->open_capacity, reader->open_count + 1, sizeof *reader->open);
    struct open_element *element = &reader->open[reader->open_count++];
    *element = (struct open_element){name, bits, SIZE_MAX};
    if (reader->left_out == 0 && (bits & CLI_HTML_LINE_END) != 0)
        cli_html_blocks_end_line(&reader->blocks);
    if (reader->left_out == 0 && (bits & CLI_HTML_BLOCK) != 0)
        cli_html_blocks_end(&reader->blocks, block_flags(reader));
    count_open(reader, bits, true);
    reader->in_title = reader->in_title || ((bits & CLI_HTML_TITLE) != 0 && reader->left_out == 1);
    reader->in_heading = reader->in_heading || ((bits & CLI_HTML_HEADING) != 0 && reader->left_out == 0);
    if (reader->left_out == 0 && (bits & (CLI_HTML_MAIN | CLI_HTML_ARTICLE | CLI_HTML_BODY)) != 0)
        element->region = cli_html_blocks_open_region(&reader->blocks, bits);
}

static void close_element(struct reader *reader) {
    const struct open_element element = reader->open[--reader->open_count];
    bool ends_heading = reader->in_heading && (element.bits & CLI_HTML_HEADING) != 0;
    if (reader->left_out == 0 && (element.bits & CLI_HTML_BLOCK) != 0)
        cli_html_blocks_end(&reader->blocks, block_flags(reader));
    if (element.region != SIZE_MAX)
        cli_html_blocks_close_region(&reader->blocks, element.region);
    count_open(reader, element.bits, false);
    if ((element.bits & CLI_HTML_TITLE) != 0)
        reader->in_title = false;
    if (ends_heading) {
        reader->in_heading = false;
        reader->heading_ended = reader->heading.length > 0;
    }
    if (xmlStrEqual(element.name, BAD_CAST "script"))
        reader->in_linked_data = false;
}

static void end_element(void *data, const xmlChar *name) {
    struct reader *reader = data;
    size_t count = reader->open_count;
    while (count > 0 && !xmlStrEqual(reader->open[count - 1].name, name))
        count--;
    if (count == 0)
        return; /* of something that was never opened */
    while (reader->open_count >= count)
        close_element(reader);
}

static void take_text(void *data, const xmlChar *text, int length) {
    struct reader *reader = data;
    const char *bytes = (const char *)text;
    if (reader->in_title)
        cli_text_buffer_add_bytes(&reader->title_element, bytes, (size_t)length);
    if (reader->in_linked_data && reader->linked_data.length < MOST_LINKED_DATA_BYTES)
        cli_text_buffer_add_bytes(&reader->linked_data, bytes, (size_t)length);
    if (reader->left_out > 0)
        return;
    if (reader->in_heading && !reader->heading_ended)
        cli_text_buffer_add_bytes(&reader->heading, bytes, (size_t)length);
    cli_html_blocks_add(&reader->blocks, bytes, (size_t)length, reader->links > 0);
}

/* ---------------------------------------------------------------------- pages */

static void note_fault(void *data, xmlErrorPtr error) {
    struct reader *reader = data;
    if (error == NULL || error->code != XML_ERR_TAG_NAME_MISMATCH)
        return;
    reader->looks += reader->open_count;
    if (reader->looks > most_looks)
        xmlStopParser(reader->parser);
}

/* NULL, or why not all of it could be read. */
static const char *parse(const char *bytes, size_t length, struct reader *reader) {
    htmlSAXHandler handler = {.startElement = start_element,
                              .endElement = end_element,
                              .characters = take_text,
                              .cdataBlock = take_text,
                              .ignorableWhitespace = take_text,
                              .serror = note_fault,
                              .initialized = XML_SAX2_MAGIC};
    cli_text_buffer clean = {0};
    cli_markup_start();
    cli_markup_clean(bytes, length, &clean);
    const bool too_long = clean.length > INT32_MAX;
    htmlParserCtxtPtr parser = too_long ? NULL : htmlCreateMemoryParserCtxt(clean.bytes, (int)clean.length);
    bool fine = clean.length == 0 || parser != NULL;
    reader->parser = parser;
    if (parser != NULL) {
        htmlSAXHandlerPtr own = parser->sax;
        parser->sax = &handler;
        parser->userData = reader;
        htmlCtxtUseOptions(parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                       HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
        parser->options |= XML_PARSE_HUGE;
        xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
        htmlParseDocument(parser);
        fine = parser->errNo != XML_ERR_NO_MEMORY;
        while (reader->open_count > 0)
            close_element(reader);
        parser->sax = own;
        if (parser->myDoc != NULL)
            xmlFreeDoc(parser->myDoc);
        htmlFreeParserCtxt(parser);
    }
    cli_html_blocks_end(&reader->blocks, block_flags(reader));
    cli_text_buffer_free(&clean);
    return too_long ? "this is larger than 2 GiB, the most for one page; divide it"
           : reader->looks > most_looks
               ? "it has too many end tags without a start, too deep inside; save it as text"
           : fine ? NULL
                  : "there is not enough memory to read this page";
}

static void free_reader(struct reader *reader) {
    cli_html_blocks_free(&reader->blocks);
    free(reader->open);
    cli_text_buffer_free(&reader->title_element);
    cli_text_buffer_free(&reader->heading);
    cli_text_buffer_free(&reader->social_title);
    cli_text_buffer_free(&reader->linked_data);
}

static void squeeze(cli_text_buffer *text) {
    if (text->length > 0)
        text->length = cli_markup_squeeze(text->bytes, text->length);
}

/* The title: what the page tells others; or its heading, if the <title> has it and the name of the site; or
 * the <title>. */
static void choose_title(struct reader *reader) {
    squeeze(&reader->title_element);
    squeeze(&reader->heading);
    squeeze(&reader->social_title);
    const cli_text_buffer *title = &reader->title_element;
    bool repeats = reader->heading.length > 0 &&
                   (title->length == 0 || strstr(title->bytes, reader->heading.bytes) != NULL);
    if (repeats)
        title = &reader->heading;
    else if (reader->social_title.length > 0)
        title = &reader->social_title;
    cli_text_buffer_add_bytes(&reader->page->title, title->bytes, title->length);
}

const char *cli_html_read_page(const char *bytes, size_t length, cli_html_page *page) {
    cli_text_buffer *const parts[] = {&page->text, &page->title,  &page->date,
                                      &page->url,  &page->source, &page->language};
    struct reader reader = {.page = page};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        cli_text_buffer_clear(parts[i]);
    const char *wrong = parse(bytes, length, &reader);
    read_linked_data(&reader);
    choose_title(&reader);
    cli_html_blocks_choose(&reader.blocks, &page->text);
    free_reader(&reader);
    return wrong;
}

bool cli_html_read_fragment(const char *bytes, size_t length, cli_text_buffer *text) {
    struct reader reader = {.is_fragment = true};
    bool fine = parse(bytes, length, &reader) == NULL;
    if (fine)
        cli_html_blocks_take_all(&reader.blocks, text);
    free_reader(&reader);
    return fine;
}

void cli_html_page_free(cli_html_page *page) {
    cli_text_buffer_free(&page->text);
    cli_text_buffer_free(&page->title);
    cli_text_buffer_free(&page->date);
    cli_text_buffer_free(&page->url);
    cli_text_buffer_free(&page->source);
    cli_text_buffer_free(&page->language);
}
