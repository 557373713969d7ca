/* The encoding that a page or feed declares at its start. */
#ifndef CLI_HTML_CHARSET_H
#define CLI_HTML_CHARSET_H

#include "../text_buffer.h"

#include <stdbool.h>
#include <stddef.h>

/* Finds <meta charset="..."> or <meta ... content="...; charset=..."> among the first bytes, or the encoding
 * of <?xml ... encoding="..."?>. False: there is none. */
bool cli_html_charset(const char *bytes, size_t length, cli_text_buffer *charset);

/* The latter alone. */
bool cli_xml_charset(const char *bytes, size_t length, cli_text_buffer *charset);

#endif
