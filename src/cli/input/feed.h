/*
 * One item of a feed while it is read, whatever the feed is called: RSS, Atom and RDF name the same things
 * differently, and feeds as they are found mix all three. feed.c reads the XML, this makes a record.
 */
#ifndef CLI_FEED_H
#define CLI_FEED_H

#include "../text_buffer.h"
#include "input.h"

#include <stddef.h>

/* Fields of an item, or of the feed itself. */
typedef enum cli_feed_field {
    CLI_FEED_NONE = 0,
    CLI_FEED_TITLE,
    CLI_FEED_CONTENT, /* the whole text: content:encoded, <content> */
    CLI_FEED_SUMMARY, /* <description>, <summary> */
    CLI_FEED_ID,      /* <guid>, <id>, rdf:about */
    CLI_FEED_LINK,
    CLI_FEED_DATE,
    CLI_FEED_UPDATED, /* when nothing better is told */
    CLI_FEED_SOURCE,
    CLI_FEED_LANGUAGE,
    CLI_FEED_FIELD_COUNT
} cli_feed_field;

/* The field that an element stands for. `uri` and `prefix` tell its namespace, NULL: none. */
cli_feed_field cli_feed_field_of(const char *name, const char *prefix, const char *uri);

typedef struct cli_feed_item {
    cli_text_buffer fields[CLI_FEED_FIELD_COUNT];
    bool plain[CLI_FEED_FIELD_COUNT]; /* no HTML, even if it looks like it */
    size_t line;
    size_t number;
} cli_feed_item;

/* Makes a record. `feed` holds what is known of the whole feed, `base` is what relative links are relative
 * to (NULL: nothing). */
void cli_feed_item_add(cli_feed_item *item, const cli_feed_item *feed, const char *base, cli_batch *batch);

void cli_feed_item_clear(cli_feed_item *item);
void cli_feed_item_free(cli_feed_item *item);

#endif
