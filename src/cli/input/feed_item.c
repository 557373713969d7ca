/* One item of a feed: see feed.h. */
#include "feed.h"

#include "html_page.h"
#include "markup.h"

#include <libxml/uri.h>
#include <string.h>
#include <strings.h>

/* Families of namespaces. Feeds forget to declare prefixes, so the usual ones count by themselves. */
enum family { CORE, CONTENT, DUBLIN_CORE, OTHER };

static enum family family_of(const char *prefix, const char *uri) {
    static const struct {
        enum family family;
        const char *prefix;
        const char *uri; /* a part of it */
    } families[] = {
        {CORE, "atom", "w3.org/2005/Atom"},       {CORE, "rss", "purl.org/rss/1.0/\1"},
        {CORE, "a10", "purl.org/atom"},           {CONTENT, "content", "purl.org/rss/1.0/modules/content"},
        {DUBLIN_CORE, "dc", "purl.org/dc/"},      {DUBLIN_CORE, "dcterms", "purl.org/dc/terms"},
        {CORE, "atom10", "backend.userland.com"},
    };
    if (prefix == NULL)
        return CORE;
    for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
        bool by_uri = uri != NULL && strstr(uri, families[i].uri) != NULL;
        if (by_uri || strcasecmp(prefix, families[i].prefix) == 0)
            return families[i].family;
    }
    return OTHER;
}

cli_feed_field cli_feed_field_of(const char *name, const char *prefix, const char *uri) {
    static const struct {
        enum family family;
        const char *name;
        cli_feed_field field;
    } names[] = {
        {CORE, "title", CLI_FEED_TITLE},
        {CORE, "content", CLI_FEED_CONTENT},
        {CORE, "description", CLI_FEED_SUMMARY},
        {CORE, "summary", CLI_FEED_SUMMARY},
        {CORE, "guid", CLI_FEED_ID},
        {CORE, "id", CLI_FEED_ID},
        {CORE, "link", CLI_FEED_LINK},
        {CORE, "pubDate", CLI_FEED_DATE},
        {CORE, "published", CLI_FEED_DATE},
        {CORE, "issued", CLI_FEED_DATE},
        {CORE, "updated", CLI_FEED_UPDATED},
        {CORE, "modified", CLI_FEED_UPDATED},
        {CORE, "source", CLI_FEED_SOURCE},
        {CORE, "language", CLI_FEED_LANGUAGE},
        {CONTENT, "encoded", CLI_FEED_CONTENT},
        {DUBLIN_CORE, "date", CLI_FEED_DATE},
        {DUBLIN_CORE, "issued", CLI_FEED_DATE},
        {DUBLIN_CORE, "created", CLI_FEED_DATE},
        {DUBLIN_CORE, "modified", CLI_FEED_UPDATED},
        {DUBLIN_CORE, "publisher", CLI_FEED_SOURCE},
        {DUBLIN_CORE, "source", CLI_FEED_SOURCE},
        {DUBLIN_CORE, "language", CLI_FEED_LANGUAGE},
    };
    enum family family = family_of(prefix, uri);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (names[i].family == family && strcasecmp(names[i].name, name) == 0)
            return names[i].field;
    }
    return CLI_FEED_NONE;
}

/* Whether text without a tag holds what is left of tags or entities that were escaped twice. */
static bool was_escaped_twice(const cli_text_buffer *text) {
    static const char *const signs[] = {"</p>",    "<p>",      "<br",       "</a>",    "</div>",  "</b>",
                                        "</i>",    "</em>",    "</strong>", "&#",      "&amp;",   "&quot;",
                                        "&nbsp;",  "&rsquo;",  "&lsquo;",   "&rdquo;", "&ldquo;", "&ndash;",
                                        "&mdash;", "&hellip;", "&apos;",    "&lt;p"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (text->length > 0 && strstr(text->bytes, signs[i]) != NULL)
            return true;
    }
    return false;
}

/* The text of a field that holds HTML, however often that was escaped. Without tags, a line end is one. */
static void read_html(const cli_text_buffer *raw, cli_text_buffer *text) {
    if (!cli_html_read_fragment(raw->bytes, raw->length, text)) {
        cli_text_buffer_add_bytes(text, raw->bytes, raw->length); /* with its tags, rather than not at all */
        return;
    }
    if (memchr(raw->bytes, '<', raw->length) != NULL || !was_escaped_twice(text))
        return;
    cli_text_buffer again = {0};
    if (cli_html_read_fragment(text->bytes, text->length, &again)) {
        cli_text_buffer_clear(text);
        cli_text_buffer_add_bytes(text, again.bytes, again.length);
    }
    cli_text_buffer_free(&again);
}

static void read_field(const cli_feed_item *item, cli_feed_field field, cli_text_buffer *text) {
    const cli_text_buffer *raw = &item->fields[field];
    cli_text_buffer_clear(text);
    if (raw->length == 0)
        return;
    if (item->plain[field] || (strpbrk(raw->bytes, "<&") == NULL))
        cli_text_buffer_add_bytes(text, raw->bytes, raw->length);
    else
        read_html(raw, text);
}

/* A short value as one line, as a string of the batch; NULL: it is empty. */
static const char *short_value(const cli_feed_item *item, cli_feed_field field, cli_batch *batch) {
    cli_text_buffer text = {0};
    const char *copy = NULL;
    read_field(item, field, &text);
    if (text.length > 0)
        text.length = cli_markup_squeeze(text.bytes, text.length);
    if (text.length > 0)
        copy = cli_batch_copy(batch, text.bytes, text.length);
    cli_text_buffer_free(&text);
    return copy;
}

static const char *first_of(const char *a, const char *b) {
    return a != NULL ? a : b;
}

/* An address made absolute, if it can be. */
static const char *resolve(const char *address, const char *base, cli_batch *batch) {
    if (address == NULL || base == NULL || *base == '\0')
        return address;
    xmlChar *whole = xmlBuildURI(BAD_CAST address, BAD_CAST base);
    if (whole == NULL)
        return address;
    const char *copy = cli_batch_copy(batch, (const char *)whole, strlen((const char *)whole));
    xmlFree(whole);
    return copy;
}

/* Title and text; the longer of content and summary, which is nearly always its beginning. */
static void add_text(const cli_feed_item *item, const char *title, cli_text_buffer *text) {
    cli_text_buffer content = {0};
    cli_text_buffer summary = {0};
    read_field(item, CLI_FEED_CONTENT, &content);
    read_field(item, CLI_FEED_SUMMARY, &summary);
    const cli_text_buffer *longer = content.length >= summary.length ? &content : &summary;
    bool repeated = title != NULL && longer->length > 0 && strncmp(longer->bytes, title, strlen(title)) == 0;
    if (title != NULL && !repeated)
        cli_text_buffer_add(text, "%s%s", title, longer->length > 0 ? "\n\n" : "");
    cli_text_buffer_add_bytes(text, longer->bytes, longer->length);
    cli_text_buffer_free(&content);
    cli_text_buffer_free(&summary);
}

void cli_feed_item_add(cli_feed_item *item, const cli_feed_item *feed, const char *base, cli_batch *batch) {
    cli_text_buffer text = {0};
    const char *title = short_value(item, CLI_FEED_TITLE, batch);
    const char *link = short_value(item, CLI_FEED_LINK, batch);
    const char *id = short_value(item, CLI_FEED_ID, batch);
    const char *home = short_value(feed, CLI_FEED_LINK, batch);
    link = resolve(link, first_of(base, home), batch);
    add_text(item, title, &text);
    cli_record *record = cli_batch_add(
        batch, first_of(id, link), cli_batch_copy(batch, text.bytes, text.length), text.length, item->line);
    cli_text_buffer_free(&text);
    record->number = item->number;
    record->metadata.title = title;
    record->metadata.url = link;
    record->metadata.date =
        first_of(short_value(item, CLI_FEED_DATE, batch), short_value(item, CLI_FEED_UPDATED, batch));
    record->metadata.source =
        first_of(short_value(item, CLI_FEED_SOURCE, batch), short_value(feed, CLI_FEED_TITLE, batch));
    record->metadata.language =
        first_of(short_value(item, CLI_FEED_LANGUAGE, batch), short_value(feed, CLI_FEED_LANGUAGE, batch));
}

void cli_feed_item_clear(cli_feed_item *item) {
    for (size_t i = 0; i < CLI_FEED_FIELD_COUNT; i++) {
        cli_text_buffer_clear(&item->fields[i]);
        item->plain[i] = false;
    }
}

void cli_feed_item_free(cli_feed_item *item) {
    for (size_t i = 0; i < CLI_FEED_FIELD_COUNT; i++)
        cli_text_buffer_free(&item->fields[i]);
}
