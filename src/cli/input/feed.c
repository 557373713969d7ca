/*
 * Feeds: RSS 2.0, RSS 1.0 (RDF) and Atom, through libxml2, item by item without a tree. Each item is an
 * article.
 *
 * Nothing that a feed declares is believed further than its own bytes: entities are not declared (only those
 * of XML and HTML are known, each a character), no document type is read, no file and no network. A feed
 * that is no good XML is read as far as it can be, with a warning; an item that breaks off is an error.
 */
#include "feed.h"

#include "../program_memory.h"
#include "encoding.h"
#include "html_charset.h"
#include "markup.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/uri.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char *const extensions[] = {".rss", ".atom", ".rdf", ".xml", NULL};

enum { MOST_BASES = 64 };

struct reader {
    const cli_input_settings *settings;
    xmlParserCtxtPtr parser;
    cli_batch *batch;
    cli_feed_item feed;
    cli_feed_item item;
    size_t depth;        /* of open elements */
    size_t item_depth;   /* of the item that is open; 0: none */
    size_t field_depth;  /* of the field that is open; 0: none */
    size_t passed_depth; /* of an element that is passed over with all in it; 0: none */
    cli_feed_field field;
    bool is_markup; /* the field holds elements, not escaped HTML */
    bool is_feed;
    bool root_ended;
    char *bases[MOST_BASES]; /* xml:base of open elements */
    size_t base_depths[MOST_BASES];
    size_t base_count;
    size_t number;
    xmlEntity entity; /* the one that was asked for last */
    xmlChar entity_text[8];
    size_t fault_line; /* 0: none */
    cli_text_buffer fault;
};

/* ------------------------------------------------------------------- elements */

static cli_feed_item *target(struct reader *reader) {
    return reader->item_depth > 0 ? &reader->item : &reader->feed;
}

static void add_bytes(struct reader *reader, const char *bytes, size_t length) {
    cli_text_buffer_add_bytes(&target(reader)->fields[reader->field], bytes, length);
}

/* The value of an attribute, to be freed with free(); NULL: it is not there. */
static char *attribute(const xmlChar **attributes, int count, const char *name) {
    for (int i = 0; i < count; i++) {
        const xmlChar **one = attributes + (size_t)i * 5;
        if (strcasecmp((const char *)one[0], name) == 0)
            return cli_memory_copy((const char *)one[3], (size_t)(one[4] - one[3]));
    }
    return NULL;
}

static void keep(struct reader *reader, cli_feed_field field, const char *value) {
    cli_text_buffer *place = &target(reader)->fields[field];
    if (value != NULL && place->length == 0)
        cli_text_buffer_add(place, "%s", value);
}

static void push_base(struct reader *reader, const xmlChar **attributes, int count) {
    char *base = attribute(attributes, count, "base");
    if (base == NULL || reader->base_count == MOST_BASES) {
        free(base);
        return;
    }
    const char *outer = reader->base_count > 0 ? reader->bases[reader->base_count - 1] : NULL;
    xmlChar *whole = outer != NULL ? xmlBuildURI(BAD_CAST base, BAD_CAST outer) : NULL;
    if (whole != NULL) {
        free(base);
        base = cli_memory_copy((const char *)whole, strlen((const char *)whole));
        xmlFree(whole);
    }
    reader->base_depths[reader->base_count] = reader->depth;
    reader->bases[reader->base_count++] = base;
}

static void pop_bases(struct reader *reader, size_t depth) {
    while (reader->base_count > 0 && reader->base_depths[reader->base_count - 1] >= depth)
        free(reader->bases[--reader->base_count]);
}

static void start_item(struct reader *reader, const xmlChar **attributes, int count) {
    reader->item_depth = reader->depth;
    cli_feed_item_clear(&reader->item);
    reader->item.line = (size_t)xmlSAX2GetLineNumber(reader->parser);
    reader->item.number = ++reader->number;
    char *about = attribute(attributes, count, "about");
    char *language = attribute(attributes, count, "lang");
    keep(reader, CLI_FEED_ID, about);
    keep(reader, CLI_FEED_LANGUAGE, language);
    free(about);
    free(language);
}

/* An Atom link says what it leads to, and is no text. */
static bool take_link(struct reader *reader, const xmlChar **attributes, int count) {
    char *address = attribute(attributes, count, "href");
    char *relation = attribute(attributes, count, "rel");
    bool taken = address != NULL;
    if (taken && (relation == NULL || strcasecmp(relation, "alternate") == 0))
        keep(reader, CLI_FEED_LINK, address);
    free(address);
    free(relation);
    return taken;
}

/* Opens a field, unless there is one of that name already: the first counts, but the longer text. */
static void start_field(struct reader *reader, const char *name, const char *prefix, const char *uri,
                        const xmlChar **attributes, int count) {
    cli_feed_field field = cli_feed_field_of(name, prefix, uri);
    cli_feed_item *item = target(reader);
    bool passed = field == CLI_FEED_NONE ||
                  (field == CLI_FEED_LINK && take_link(reader, attributes, count)) ||
                  item->fields[field].length > 0;
    if (reader->item_depth > 0 && field == CLI_FEED_ID && strcmp(name, "guid") == 0 && passed) {
        cli_text_buffer_clear(&item->fields[field]);
        passed = false;
    }
    if (passed) {
        reader->passed_depth = reader->depth;
        return;
    }
    char *type = attribute(attributes, count, "type");
    reader->field_depth = reader->depth;
    reader->field = field;
    reader->is_markup = type != NULL && strcasecmp(type, "xhtml") == 0;
    item->plain[field] =
        type != NULL && (strcasecmp(type, "text") == 0 || strcasecmp(type, "text/plain") == 0);
    free(type);
}

/* An element in a field: HTML that nobody escaped. */
static void add_tag(struct reader *reader, const char *name, bool closes) {
    if (reader->field == CLI_FEED_SOURCE || reader->field == CLI_FEED_LINK)
        return;
    add_bytes(reader, closes ? "</" : "<", closes ? 2 : 1);
    add_bytes(reader, name, strlen(name));
    add_bytes(reader, ">", 1);
}

static void start_root(struct reader *reader, const char *name, const xmlChar **attributes, int count) {
    static const char *const roots[] = {"rss", "feed", "RDF", "channel"};
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
        reader->is_feed = reader->is_feed || strcasecmp(name, roots[i]) == 0;
    char *language = attribute(attributes, count, "lang");
    keep(reader, CLI_FEED_LANGUAGE, language);
    free(language);
    if (reader->is_feed)
        return;
    cli_text_buffer text = {0};
    cli_text_buffer_add(
        &text,
        "this XML is no feed: it begins with <%s>; --input-format html or text reads it as one article",
        name);
    cli_batch_fail(reader->batch, 0, 0, "bad-feed", text.bytes);
    cli_text_buffer_free(&text);
    xmlStopParser(reader->parser);
}

static void start_element(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                          int spaces, const xmlChar **namespaces, int count, int defaulted,
                          const xmlChar **attributes) {
    struct reader *reader = data;
    const char *plain = (const char *)name;
    (void)spaces;
    (void)namespaces;
    (void)defaulted;
    reader->depth++;
    push_base(reader, attributes, count);
    bool starts_item = reader->depth > 1 && reader->item_depth == 0 &&
                       (strcasecmp(plain, "item") == 0 || strcasecmp(plain, "entry") == 0);
    if (reader->depth == 1) {
        start_root(reader, plain, attributes, count);
    } else if (starts_item) {
        /* Even in something else: that was most likely not closed. */
        reader->passed_depth = 0;
        reader->field_depth = 0;
        start_item(reader, attributes, count);
    } else if (reader->passed_depth > 0) {
        return;
    } else if (reader->field_depth > 0) {
        add_tag(reader, plain, false);
    } else if (reader->item_depth == 0 &&
               (strcasecmp(plain, "item") == 0 || strcasecmp(plain, "entry") == 0)) {
        start_item(reader, attributes, count);
    } else if (reader->item_depth > 0 || strcasecmp(plain, "channel") != 0) {
        start_field(reader, plain, (const char *)prefix, (const char *)uri, attributes, count);
    }
}

static void end_item(struct reader *reader) {
    const char *base = reader->base_count > 0 ? reader->bases[reader->base_count - 1] : NULL;
    reader->item_depth = 0;
    cli_feed_item_add(&reader->item, &reader->feed, base, reader->batch);
}

static void end_element(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {
    struct reader *reader = data;
    size_t depth = reader->depth--;
    (void)prefix;
    (void)uri;
    if (reader->passed_depth == depth)
        reader->passed_depth = 0;
    else if (reader->field_depth == depth)
        reader->field_depth = 0;
    else if (reader->field_depth > 0 && reader->passed_depth == 0)
        add_tag(reader, (const char *)name, true);
    else if (reader->item_depth == depth)
        end_item(reader);
    reader->root_ended = depth == 1;
    pop_bases(reader, depth);
}

static void take_text(void *data, const xmlChar *text, int length) {
    struct reader *reader = data;
    if (reader->field_depth == 0 || reader->passed_depth > 0)
        return;
    if (!reader->is_markup) {
        add_bytes(reader, (const char *)text, (size_t)length);
        return;
    }
    for (const char *at = (const char *)text, *end = at + length; at < end; at++) {
        const char *escaped = *at == '<' ? "&lt;" : *at == '>' ? "&gt;" : *at == '&' ? "&amp;" : NULL;
        add_bytes(reader, escaped != NULL ? escaped : at, escaped != NULL ? strlen(escaped) : 1);
    }
}

/* Entities: those of HTML, each one character; what the feed declares does not exist. */
static xmlEntityPtr find_entity(void *data, const xmlChar *name) {
    struct reader *reader = data;
    const htmlEntityDesc *known = htmlEntityLookup(name);
    if (known == NULL || reader->parser->inSubset != 0)
        return NULL;
    int length = xmlCopyCharMultiByte(reader->entity_text, (int)known->value);
    reader->entity_text[length] = 0;
    memset(&reader->entity, 0, sizeof reader->entity);
    reader->entity.type = XML_ENTITY_DECL;
    /* In the value of an attribute libxml2 takes one byte only of what it calls predefined. */
    reader->entity.etype = reader->parser->instate == XML_PARSER_ATTRIBUTE_VALUE
                               ? XML_INTERNAL_GENERAL_ENTITY
                               : XML_INTERNAL_PREDEFINED_ENTITY;
    reader->entity.name = name;
    reader->entity.content = reader->entity_text;
    reader->entity.length = length;
    return &reader->entity;
}

/* Keeps the first fault that is more than a missing declaration of a prefix. */
static void note_fault(void *data, xmlErrorPtr error) {
    struct reader *reader = data;
    if (error == NULL || error->level < XML_ERR_ERROR || error->domain == XML_FROM_NAMESPACE ||
        reader->fault_line > 0)
        return;
    reader->fault_line = error->line > 0 ? (size_t)error->line : 1;
    cli_text_buffer_add(&reader->fault, "%s", error->message != NULL ? error->message : "not well-formed");
    if (reader->fault.length > 0)
        reader->fault.length = cli_markup_squeeze(reader->fault.bytes, reader->fault.length);
}

/* ---------------------------------------------------------------------- feeds */

/* Whether an entity starts at `at` ("&" was seen there): "&name;", "&#1;", "&#x1;". */
static bool is_entity(const char *bytes, size_t length, size_t at) {
    size_t from = ++at;
    if (at < length && bytes[at] == '#')
        at++;
    while (at < length && at - from < 32 &&
           ((bytes[at] >= '0' && bytes[at] <= '9') || ((bytes[at] | 32) >= 'a' && (bytes[at] | 32) <= 'z')))
        at++;
    return at > from && at < length && bytes[at] == ';';
}

/* Copies the feed from its first tag on, with "&" for a bare ampersand outside of CDATA. */
static void repair(const cli_text_buffer *from, cli_text_buffer *out) {
    const char *bytes = from->bytes;
    size_t length = from->length;
    size_t at = 0;
    while (at < length && bytes[at] != '<')
        at++;
    size_t copied = at;
    while (at < length) {
        if (bytes[at] == '<' && length - at >= 9 && memcmp(bytes + at, "<![CDATA[", 9) == 0) {
            const char *end = strstr(bytes + at, "]]>");
            at = end != NULL ? (size_t)(end - bytes) : length;
        } else if (bytes[at] == '&' && !is_entity(bytes, length, at)) {
            cli_text_buffer_add_bytes(out, bytes + copied, at - copied);
            cli_text_buffer_add_bytes(out, "&amp;", 5);
            copied = ++at;
        } else {
            at++;
        }
    }
    cli_text_buffer_add_bytes(out, bytes + copied, length - copied);
}

static void parse(struct reader *reader, const cli_text_buffer *text) {
    xmlSAXHandler handler = {.startElementNs = start_element,
                             .endElementNs = end_element,
                             .characters = take_text,
                             .cdataBlock = take_text,
                             .ignorableWhitespace = take_text,
                             .getEntity = find_entity,
                             .serror = note_fault,
                             .initialized = XML_SAX2_MAGIC};
    reader->parser = xmlCreateMemoryParserCtxt(text->bytes, (int)text->length);
    if (reader->parser == NULL)
        return;
    xmlSAXHandlerPtr own = reader->parser->sax;
    reader->parser->sax = &handler;
    reader->parser->userData = reader;
    xmlCtxtUseOptions(reader->parser,
                      XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | XML_PARSE_NOCDATA);
    xmlSwitchEncoding(reader->parser, XML_CHAR_ENCODING_UTF8);
    xmlParseDocument(reader->parser);
    reader->parser->sax = own;
    if (reader->parser->myDoc != NULL)
        xmlFreeDoc(reader->parser->myDoc);
    xmlFreeParserCtxt(reader->parser);
    reader->parser = NULL;
}

/* Says what was wrong with the XML: where it could not be read to its end, as an error. */
static void tell_faults(struct reader *reader) {
    const char *fault = reader->fault.length > 0 ? reader->fault.bytes : "it breaks off";
    cli_text_buffer text = {0};
    if (reader->depth == 0 && reader->number == 0 && !reader->root_ended) {
        cli_text_buffer_add(&text, "this is no XML that can be read: %s", fault);
        cli_batch_fail(reader->batch, reader->fault_line, 0, "bad-feed", text.bytes);
    } else if (reader->item_depth > 0) {
        cli_text_buffer_add(&text, "the item breaks off: %s", fault);
        cli_batch_fail(reader->batch, reader->item.line, reader->item.number, "bad-feed", text.bytes);
    } else if (!reader->root_ended) {
        cli_text_buffer_add(&text, "the feed cannot be read from here on: %s", fault);
        cli_batch_fail(reader->batch, reader->fault_line, 0, "bad-feed", text.bytes);
    } else if (reader->fault_line > 0) {
        cli_text_buffer_add(&text, "line %zu is no good XML (%s); the feed was read all the same",
                            reader->fault_line, fault);
        cli_batch_warn(reader->batch, text.bytes);
    }
    cli_text_buffer_free(&text);
}

static void read_feed(void *state, const cli_piece *piece, cli_batch *batch) {
    struct reader reader = {.settings = state, .batch = batch};
    cli_text_buffer declared = {0};
    cli_text_buffer clean = {0};
    cli_text_buffer repaired = {0};
    const char *charset =
        cli_xml_charset(piece->bytes, piece->length, &declared) ? declared.bytes : piece->charset;
    cli_decoded decoded = cli_encoding_decode(reader.settings, charset, piece->bytes, piece->length, batch);
    cli_markup_start();
    cli_markup_clean(decoded.bytes, decoded.length, &clean);
    if (clean.length > 0)
        repair(&clean, &repaired);
    if (piece->url != NULL) {
        reader.bases[0] = cli_memory_copy(piece->url, strlen(piece->url));
        reader.base_count = 1;
    }
    const bool too_long = repaired.length > INT32_MAX;
    if (too_long)
        cli_batch_fail(batch, 0, 0, "too-large",
                       "this is larger than 2 GiB, the most for one feed; divide it");
    else if (repaired.length > 0)
        parse(&reader, &repaired);
    if (!too_long && (reader.is_feed || reader.depth == 0))
        tell_faults(&reader);
    pop_bases(&reader, 0);
    cli_feed_item_free(&reader.feed);
    cli_feed_item_free(&reader.item);
    cli_text_buffer_free(&reader.fault);
    cli_text_buffer_free(&declared);
    cli_text_buffer_free(&clean);
    cli_text_buffer_free(&repaired);
}

const cli_input_format cli_feed_format = {
    .name = "feed",
    .extensions = extensions,
    .many = true,
    .read = read_feed,
};
