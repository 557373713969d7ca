/* What the elements of HTML mean: see html_elements.h. */
#include "html_elements.h"

#include <string.h>
#include <strings.h>

struct meaning {
    const char *name;
    unsigned bits;
};

/* Sorted. Elements that are not here are inline: their text belongs to the text around them. */
static const struct meaning elements[] = {
    {"a", CLI_HTML_LINK},
    {"address", CLI_HTML_BLOCK},
    {"applet", CLI_HTML_LEFT_OUT},
    {"article", CLI_HTML_BLOCK | CLI_HTML_ARTICLE},
    {"aside", CLI_HTML_LEFT_OUT | CLI_HTML_BLOCK},
    {"audio", CLI_HTML_LEFT_OUT},
    {"blockquote", CLI_HTML_BLOCK},
    {"body", CLI_HTML_BLOCK},
    {"br", CLI_HTML_LINE_END},
    {"button", CLI_HTML_LEFT_OUT},
    {"canvas", CLI_HTML_LEFT_OUT},
    {"caption", CLI_HTML_BLOCK},
    {"center", CLI_HTML_BLOCK},
    {"dd", CLI_HTML_BLOCK},
    {"details", CLI_HTML_BLOCK},
    {"dialog", CLI_HTML_LEFT_OUT},
    {"div", CLI_HTML_BLOCK},
    {"dl", CLI_HTML_BLOCK},
    {"dt", CLI_HTML_BLOCK},
    {"embed", CLI_HTML_LEFT_OUT},
    {"fieldset", CLI_HTML_BLOCK},
    {"figcaption", CLI_HTML_BLOCK},
    {"figure", CLI_HTML_BLOCK},
    {"footer", CLI_HTML_LEFT_OUT | CLI_HTML_BLOCK},
    {"form", CLI_HTML_BLOCK | CLI_HTML_DOUBTFUL},
    {"frameset", CLI_HTML_LEFT_OUT},
    {"h1", CLI_HTML_BLOCK | CLI_HTML_HEADING},
    {"h2", CLI_HTML_BLOCK},
    {"h3", CLI_HTML_BLOCK},
    {"h4", CLI_HTML_BLOCK},
    {"h5", CLI_HTML_BLOCK},
    {"h6", CLI_HTML_BLOCK},
    {"header", CLI_HTML_BLOCK | CLI_HTML_HEADER},
    {"hr", CLI_HTML_BLOCK},
    {"iframe", CLI_HTML_LEFT_OUT},
    {"li", CLI_HTML_BLOCK},
    {"main", CLI_HTML_BLOCK | CLI_HTML_MAIN},
    {"map", CLI_HTML_LEFT_OUT},
    {"math", CLI_HTML_LEFT_OUT},
    {"menu", CLI_HTML_LEFT_OUT},
    {"nav", CLI_HTML_LEFT_OUT | CLI_HTML_BLOCK},
    {"noscript", CLI_HTML_LEFT_OUT},
    {"object", CLI_HTML_LEFT_OUT},
    {"ol", CLI_HTML_BLOCK},
    {"option", CLI_HTML_LEFT_OUT},
    {"p", CLI_HTML_BLOCK},
    {"pre", CLI_HTML_BLOCK},
    {"script", CLI_HTML_LEFT_OUT},
    {"section", CLI_HTML_BLOCK},
    {"select", CLI_HTML_LEFT_OUT},
    {"style", CLI_HTML_LEFT_OUT},
    {"summary", CLI_HTML_BLOCK},
    {"svg", CLI_HTML_LEFT_OUT},
    {"table", CLI_HTML_BLOCK},
    {"tbody", CLI_HTML_BLOCK},
    {"td", CLI_HTML_BLOCK},
    {"template", CLI_HTML_LEFT_OUT},
    {"textarea", CLI_HTML_LEFT_OUT},
    {"tfoot", CLI_HTML_BLOCK},
    {"th", CLI_HTML_BLOCK},
    {"thead", CLI_HTML_BLOCK},
    {"title", CLI_HTML_LEFT_OUT | CLI_HTML_TITLE},
    {"tr", CLI_HTML_BLOCK},
    {"ul", CLI_HTML_BLOCK},
    {"video", CLI_HTML_LEFT_OUT},
};

/* Words of class and id. Whole words only: "share" is a box of buttons, "shareholders" is not. */
static const struct meaning words[] = {
    {"ad", CLI_HTML_DOUBTFUL},
    {"ads", CLI_HTML_DOUBTFUL},
    {"advert", CLI_HTML_DOUBTFUL},
    {"advertisement", CLI_HTML_DOUBTFUL},
    {"article-body", CLI_HTML_BODY},
    {"article-content", CLI_HTML_BODY},
    {"article-text", CLI_HTML_BODY},
    {"article__body", CLI_HTML_BODY},
    {"articlebody", CLI_HTML_BODY},
    {"breadcrumb", CLI_HTML_DOUBTFUL},
    {"breadcrumbs", CLI_HTML_DOUBTFUL},
    {"comment-list", CLI_HTML_DOUBTFUL},
    {"comments", CLI_HTML_DOUBTFUL},
    {"cookie-banner", CLI_HTML_DOUBTFUL},
    {"cookie-notice", CLI_HTML_DOUBTFUL},
    {"disqus_thread", CLI_HTML_DOUBTFUL},
    {"entry-content", CLI_HTML_BODY},
    {"footer", CLI_HTML_DOUBTFUL},
    {"menu", CLI_HTML_DOUBTFUL},
    {"nav", CLI_HTML_DOUBTFUL},
    {"navbar", CLI_HTML_DOUBTFUL},
    {"navigation", CLI_HTML_DOUBTFUL},
    {"newsletter", CLI_HTML_DOUBTFUL},
    {"pagination", CLI_HTML_DOUBTFUL},
    {"post-content", CLI_HTML_BODY},
    {"promo", CLI_HTML_DOUBTFUL},
    {"related", CLI_HTML_DOUBTFUL},
    {"related-articles", CLI_HTML_DOUBTFUL},
    {"related-posts", CLI_HTML_DOUBTFUL},
    {"share", CLI_HTML_DOUBTFUL},
    {"sharing", CLI_HTML_DOUBTFUL},
    {"sidebar", CLI_HTML_DOUBTFUL},
    {"social", CLI_HTML_DOUBTFUL},
    {"sponsored", CLI_HTML_DOUBTFUL},
    {"story-body", CLI_HTML_BODY},
    {"subscribe", CLI_HTML_DOUBTFUL},
    {"tags", CLI_HTML_DOUBTFUL},
};

static const struct meaning roles[] = {
    {"alertdialog", CLI_HTML_LEFT_OUT},
    {"article", CLI_HTML_ARTICLE},
    {"banner", CLI_HTML_HEADER},
    {"complementary", CLI_HTML_LEFT_OUT},
    {"contentinfo", CLI_HTML_LEFT_OUT},
    {"dialog", CLI_HTML_LEFT_OUT},
    {"main", CLI_HTML_MAIN},
    {"navigation", CLI_HTML_LEFT_OUT},
    {"search", CLI_HTML_LEFT_OUT},
};

static unsigned bits_of(const struct meaning *table, size_t count, const char *name, size_t length) {
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strncasecmp(name, table[middle].name, length);
        if (order == 0 && table[middle].name[length] != '\0')
            order = -1;
        if (order == 0)
            return table[middle].bits;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return 0;
}

#define BITS_OF(table, name, length) bits_of(table, sizeof(table) / sizeof *(table), name, length)

const char *cli_html_attribute(const unsigned char *const *attributes, const char *name) {
    for (size_t i = 0; attributes != NULL && attributes[i] != NULL; i += 2) {
        if (strcasecmp((const char *)attributes[i], name) == 0)
            return attributes[i + 1] != NULL ? (const char *)attributes[i + 1] : "";
    }
    return NULL;
}

/* The bits of all words in a value. */
static unsigned word_bits(const char *value) {
    unsigned bits = 0;
    while (value != NULL && *value != '\0') {
        value += strspn(value, " \t\r\n");
        size_t length = strcspn(value, " \t\r\n");
        bits |= BITS_OF(words, value, length);
        value += length;
    }
    return bits;
}

static bool is_hidden(const unsigned char *const *attributes) {
    const char *aria = cli_html_attribute(attributes, "aria-hidden");
    const char *style = cli_html_attribute(attributes, "style");
    return cli_html_attribute(attributes, "hidden") != NULL ||
           (aria != NULL && strcasecmp(aria, "true") == 0) ||
           (style != NULL &&
            (strstr(style, "display:none") != NULL || strstr(style, "display: none") != NULL));
}

unsigned cli_html_element_of(const char *name, const unsigned char *const *attributes) {
    unsigned bits = BITS_OF(elements, name, strlen(name));
    if (attributes == NULL || (bits & CLI_HTML_LEFT_OUT) != 0 || strcmp(name, "html") == 0)
        return bits;
    const char *role = cli_html_attribute(attributes, "role");
    const char *property = cli_html_attribute(attributes, "itemprop");
    if (role != NULL)
        bits |= BITS_OF(roles, role, strlen(role));
    if (property != NULL && strcasecmp(property, "articleBody") == 0)
        bits |= CLI_HTML_BODY | CLI_HTML_BLOCK;
    if (strcmp(name, "body") == 0)
        return bits & ~(unsigned)CLI_HTML_LEFT_OUT;
    if (is_hidden(attributes))
        return bits | CLI_HTML_LEFT_OUT;
    bits |=
        word_bits(cli_html_attribute(attributes, "class")) | word_bits(cli_html_attribute(attributes, "id"));
    /* A part of an article is no advertisement because of a word. */
    if ((bits & (CLI_HTML_ARTICLE | CLI_HTML_MAIN | CLI_HTML_BODY | CLI_HTML_HEADING)) != 0)
        bits &= ~(unsigned)CLI_HTML_DOUBTFUL;
    return bits;
}
