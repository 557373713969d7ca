/* What the elements of HTML mean for the text of an article. */
#ifndef CLI_HTML_ELEMENTS_H
#define CLI_HTML_ELEMENTS_H

#include <stdbool.h>
#include <stddef.h>

/* Bits. */
enum {
    CLI_HTML_LEFT_OUT = 1, /* with all that is in it */
    CLI_HTML_BLOCK = 2,    /* text before, in and after it stands apart */
    CLI_HTML_LINK = 4,
    CLI_HTML_LINE_END = 8,
    CLI_HTML_DOUBTFUL = 16, /* left out if enough is left without it: forms, advertisements */
    CLI_HTML_HEADER = 32,   /* the same, but not in an article */
    CLI_HTML_TITLE = 64,
    CLI_HTML_HEADING = 128, /* h1 */
    CLI_HTML_MAIN = 256,    /* <main> */
    CLI_HTML_ARTICLE = 512, /* <article> */
    CLI_HTML_BODY = 1024    /* the body of an article, marked as such */
};

/* An attribute by its name, any case, from libxml2's list of names and values; NULL: it is not there, "" if
 * it has no value. */
const char *cli_html_attribute(const unsigned char *const *attributes, const char *name);

/* The bits of an element. */
unsigned cli_html_element_of(const char *name, const unsigned char *const *attributes);

#endif
