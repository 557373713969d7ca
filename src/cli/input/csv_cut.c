/* Where the records of a CSV file end: see csv_cut.h. */
#include "csv_cut.h"

#include <string.h>

/* cut->state */
enum { RECORD_START = 0, FIELD_START, UNQUOTED, QUOTED, QUOTE_SEEN, QUOTE_AND_BLANK };

/* Where the head line begins: behind empty lines. */
static size_t head_begin(const char *bytes, size_t length) {
    size_t at = 0;
    while (at < length && cli_csv_ends_line(bytes[at]))
        at++;
    return at;
}

char cli_csv_delimiter(const char *head, size_t length) {
    static const char delimiters[] = {'\t', ',', ';', '|'};
    size_t counts[sizeof delimiters] = {0};
    bool quoted = false;
    size_t best = 1;
    for (size_t i = head_begin(head, length); i < length && (quoted || (head[i] != '\n' && head[i] != '\r'));
         i++) {
        quoted = head[i] == '"' ? !quoted : quoted;
        for (size_t j = 0; j < sizeof delimiters && !quoted; j++)
            counts[j] += head[i] == delimiters[j];
    }
    for (size_t j = 0; j < sizeof delimiters; j++)
        best = counts[j] > counts[best] ? j : best;
    return delimiters[best];
}

bool cli_csv_ends_line(char byte) {
    return byte == '\n' || byte == '\r';
}

bool cli_csv_is_blank(char byte) {
    return byte == ' ' || byte == '\t';
}

bool cli_csv_has_head(const char *bytes, size_t length) {
    bool quoted = false;
    for (size_t i = head_begin(bytes, length); i < length; i++) {
        quoted = bytes[i] == '"' ? !quoted : quoted;
        if (!quoted && cli_csv_ends_line(bytes[i]))
            return true;
    }
    return false;
}

static unsigned after_start(unsigned state, char byte, char delimiter) {
    if (byte == delimiter)
        return FIELD_START;
    if (cli_csv_is_blank(byte))
        return state;
    return byte == '"' ? QUOTED : UNQUOTED;
}

/* After a quote in a quoted field. */
static unsigned after_quote(unsigned state, char byte, char delimiter) {
    if (byte == delimiter)
        return FIELD_START;
    if (cli_csv_is_blank(byte))
        return QUOTE_AND_BLANK;
    if (byte == '"' && state == QUOTE_AND_BLANK)
        return QUOTE_SEEN;
    return QUOTED;
}

/* Where the state can change next: most bytes are plain text. */
static size_t skip_plain(unsigned state, const char *bytes, size_t at, size_t length, char delimiter) {
    if (state == QUOTED) {
        const char *quote = memchr(bytes + at, '"', length - at);
        return quote != NULL ? (size_t)(quote - bytes) : length;
    }
    while (state == UNQUOTED && at < length && bytes[at] != delimiter && !cli_csv_ends_line(bytes[at]))
        at++;
    return at;
}

static void note_end(cli_cut *cut, size_t at) {
    cut->whole = at;
    cut->first = cut->first == 0 ? at : cut->first;
    if (cut->header == 0)
        cut->header = at;
}

void cli_csv_cut(cli_cut *cut, const char *bytes, size_t length, char delimiter) {
    unsigned state = cut->state;
    size_t at = cut->looked;
    while ((at = skip_plain(state, bytes, at, length, delimiter)) < length) {
        char byte = bytes[at++];
        if (state != QUOTED && cli_csv_ends_line(byte)) {
            if (state != RECORD_START)
                note_end(cut, at);
            state = RECORD_START;
        } else if (state == QUOTED) {
            state = QUOTE_SEEN; /* only a quote ends plain text there */
        } else if (state >= QUOTE_SEEN) {
            state = after_quote(state, byte, delimiter);
        } else if (state == UNQUOTED) {
            state = FIELD_START;
        } else {
            state = after_start(state, byte, delimiter);
        }
    }
    cut->state = state;
    cut->looked = length;
}

bool cli_csv_is_open(const char *bytes, size_t length, char delimiter) {
    cli_cut cut = {0};
    cli_csv_cut(&cut, bytes, length, delimiter);
    return cut.state == QUOTED;
}
