/* The list of input formats, and how a file's format is told: see input.h. */
#include "csv_cut.h"

#include <string.h>
#include <strings.h>

static const cli_input_format *const formats[] = {
    &cli_text_format, &cli_jsonl_format, &cli_json_format, &cli_csv_format,
    &cli_tsv_format,  &cli_html_format,  &cli_feed_format,
};

enum { FORMAT_COUNT = sizeof formats / sizeof *formats };

void *cli_input_format_start(const cli_input_format *format, const cli_input_settings *settings) {
    return format->create != NULL ? format->create(settings) : (void *)(uintptr_t)settings;
}

void cli_input_format_stop(const cli_input_format *format, void *state) {
    if (format != NULL && format->destroy != NULL)
        format->destroy(state);
}

void cli_input_format_switch(const cli_input_format **format, void **state, const cli_input_format *wanted,
                             const cli_input_settings *settings) {
    if (*format == wanted)
        return;
    cli_input_format_stop(*format, *state);
    *format = wanted;
    *state = cli_input_format_start(wanted, settings);
}

const cli_input_format *cli_input_format_named(const char *name) {
    for (size_t i = 0; i < FORMAT_COUNT; i++) {
        if (strcmp(formats[i]->name, name) == 0)
            return formats[i];
    }
    return NULL;
}

void cli_input_format_names(cli_text_buffer *out) {
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        cli_text_buffer_add(out, "%s%s",
                            i == 0                  ? ""
                            : i + 1 == FORMAT_COUNT ? " or "
                                                    : ", ",
                            formats[i]->name);
}

static bool ends_with(const char *path, const char *extension) {
    size_t path_length = strlen(path);
    size_t length = strlen(extension);
    return path_length > length && strcasecmp(path + path_length - length, extension) == 0;
}

static const cli_input_format *format_by_extension(const char *path) {
    for (size_t i = 0; i < FORMAT_COUNT; i++) {
        for (const char *const *extension = formats[i]->extensions; *extension != NULL; extension++) {
            if (ends_with(path, *extension))
                return formats[i];
        }
    }
    return NULL;
}

const cli_input_format *cli_input_format_for(const char *path) {
    const cli_input_format *format = format_by_extension(path);
    return ends_with(path, ".xml") ? NULL : format; /* may be a page */
}

/* The first bytes without a mark and white space. */
static void skip_blank(const char **bytes, size_t *length) {
    if (*length >= 3 && memcmp(*bytes, "\xEF\xBB\xBF", 3) == 0) {
        *bytes += 3;
        *length -= 3;
    }
    while (*length > 0 && memchr(" \t\r\n", **bytes, 4) != NULL) {
        ++*bytes;
        --*length;
    }
}

static bool starts_with(const char *bytes, size_t length, const char *start) {
    return length >= strlen(start) && strncasecmp(bytes, start, strlen(start)) == 0;
}

/* Past comments, declarations and instructions; false if the first element does not come into sight. */
static bool skip_prolog(const char **bytes, size_t *length) {
    skip_blank(bytes, length);
    while (starts_with(*bytes, *length, "<?") || starts_with(*bytes, *length, "<!")) {
        const char *end = starts_with(*bytes, *length, "<!--") ? "-->" : ">";
        size_t at = 0;
        while (at + strlen(end) <= *length && memcmp(*bytes + at, end, strlen(end)) != 0)
            at++;
        if (at + strlen(end) > *length)
            return false;
        *bytes += at + strlen(end);
        *length -= at + strlen(end);
        skip_blank(bytes, length);
    }
    return *length > 0;
}

/* Feed or page, by the first element; NULL: neither. */
static const cli_input_format *format_of_markup(const char *bytes, size_t length) {
    static const char *const feeds[] = {"<rss", "<feed", "<rdf:rdf", "<rdf ", "<atom:feed", "<channel"};
    static const char *const pages[] = {"<html", "<head", "<body", "<title", "<meta"};
    bool is_page = starts_with(bytes, length, "<!doctype html");
    bool is_markup = starts_with(bytes, length, "<?xml");
    if (is_page)
        return &cli_html_format;
    if (!skip_prolog(&bytes, &length))
        return is_markup ? &cli_feed_format : NULL;
    for (size_t i = 0; i < sizeof feeds / sizeof *feeds; i++) {
        if (starts_with(bytes, length, feeds[i]))
            return &cli_feed_format;
    }
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        if (starts_with(bytes, length, pages[i]))
            return &cli_html_format;
    }
    return NULL;
}

/* Records, one a line or not, by the first brace; NULL: it is no JSON. */
static const cli_input_format *format_of_json(const char *bytes, size_t length) {
    const char *line_end = memchr(bytes, '\n', length);
    const char *at = bytes + 1;
    size_t left = length - 1;
    skip_blank(&at, &left);
    if (left == 0 || memchr("{[", *bytes, 2) == NULL)
        return NULL;
    if (*bytes == '[')
        return *at == '{' ? &cli_json_format : NULL;
    if (*at != '"' && *at != '}')
        return NULL;
    while (line_end != NULL && line_end > bytes && memchr(" \t\r", line_end[-1], 3) != NULL)
        line_end--;
    return line_end != NULL && line_end[-1] != '}' ? &cli_json_format : &cli_jsonl_format;
}

static bool is_text_column(const char *name, size_t length) {
    const bool quoted = length >= 2 && name[0] == '"' && name[length - 1] == '"';
    return quoted ? length == 6 && strncasecmp(name + 1, "text", 4) == 0
                  : length == 4 && strncasecmp(name, "text", 4) == 0;
}

/* A table, if the first line is names of columns of which one is "text"; NULL: it is none. Behind a comma in
 * prose is a space. */
static const cli_input_format *format_of_table(const char *bytes, size_t length) {
    const char delimiter = cli_csv_delimiter(bytes, length);
    size_t columns = 0, begin = 0;
    bool has_text = false;
    for (size_t at = 0; at < length; at++) {
        if (bytes[at] != delimiter && !cli_csv_ends_line(bytes[at]))
            continue;
        if (cli_csv_is_blank(bytes[begin]))
            return NULL;
        has_text |= is_text_column(bytes + begin, at - begin);
        columns++;
        if (bytes[at] != delimiter)
            return !has_text || columns < 2 ? NULL : delimiter == '\t' ? &cli_tsv_format : &cli_csv_format;
        begin = at + 1;
    }
    return NULL;
}

const cli_input_format *cli_input_format_of(const char *name, const char *bytes, size_t length) {
    const cli_input_format *by_name = format_by_extension(name);
    const cli_input_format *format = NULL;
    if (length >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0))
        return by_name != NULL ? by_name : &cli_text_format;
    skip_blank(&bytes, &length);
    if (length > 0)
        format = *bytes == '<' ? format_of_markup(bytes, length) : format_of_json(bytes, length);
    if (length > 0 && format == NULL)
        format = format_of_table(bytes, length);
    if (by_name == &cli_feed_format && format != &cli_html_format)
        return by_name;
    return format != NULL ? format : &cli_text_format;
}
