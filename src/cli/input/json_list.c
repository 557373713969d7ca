/* Values of JSON, and lists of articles in objects: see json_list.h. */
#include "json_list.h"

#include <string.h>

/* Objects are looked into down to this level: 0 is the object itself. */
enum { LEVELS = 2, MOST_PATH_LEVELS = 32 };

struct finder {
    const char *bytes;
    size_t length;
    const cli_fields *fields;
    bool is_article;
    bool has_other;       /* a list of objects of another name */
    size_t found[LEVELS]; /* lists of objects */
    size_t empty[LEVELS]; /* lists of nothing */
    size_t start[LEVELS]; /* of the last list, past its bracket; of one of objects if there is any */
};

/* A string of the source, without its quotes. */
struct key {
    const char *bytes;
    size_t length;
};

static size_t past_blanks(const char *bytes, size_t length, size_t at) {
    while (at < length && memchr(" \t\r\n,", bytes[at], 5) != NULL)
        at++;
    return at;
}

/* Past the string whose quote is at *at. */
static bool past_string(const char *bytes, size_t length, size_t *at) {
    size_t place = *at + 1;
    while (place < length && bytes[place] != '"')
        place += bytes[place] == '\\' ? 2 : 1;
    *at = place < length ? place + 1 : length;
    return place < length;
}

/* Past brackets and all between them. */
static bool past_brackets(const char *bytes, size_t length, size_t *at) {
    size_t depth = 0;
    while (*at < length) {
        const char byte = bytes[*at];
        if (byte == '"') {
            if (!past_string(bytes, length, at))
                return false;
            continue;
        }
        ++*at;
        depth += byte == '{' || byte == '[';
        depth -= byte == '}' || byte == ']';
        if (depth == 0)
            return true;
    }
    return false;
}

bool cli_json_past_value(const char *bytes, size_t length, size_t *at) {
    if (*at >= length)
        return false;
    if (bytes[*at] == '"')
        return past_string(bytes, length, at);
    if (bytes[*at] == '{' || bytes[*at] == '[')
        return past_brackets(bytes, length, at);
    do
        ++*at; /* a number or a word */
    while (*at < length && memchr(" \t\r\n,}]", bytes[*at], 7) == NULL);
    return true;
}

/* Goes to the next key of an object; `*at` is past its bracket or past the value before. Afterwards it is
 * where the value starts. False: there is none. */
static bool next_key(const char *bytes, size_t length, size_t *at, struct key *key) {
    size_t from = past_blanks(bytes, length, *at);
    if (from >= length || bytes[from] != '"')
        return false;
    size_t end = from;
    if (!past_string(bytes, length, &end))
        return false;
    *key = (struct key){bytes + from + 1, end - from - 2};
    end = past_blanks(bytes, length, end);
    if (end >= length || bytes[end] != ':')
        return false;
    *at = past_blanks(bytes, length, end + 1);
    return *at < length;
}

static bool is_key(struct key key, const char *name, size_t length) {
    return key.length == length && memcmp(key.bytes, name, length) == 0;
}

static bool is_list_name(struct key key) {
    static const char *const names[] = {"articles", "items", "results", "data", "entries"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (is_key(key, names[i], strlen(names[i])))
            return true;
    }
    return false;
}

/* Whether a value at the top of the object is what --text-field names, or what that is in. */
static bool is_text(const cli_fields *fields, struct key key, char first) {
    static const cli_field_list usual = {{"text"}, 1};
    const cli_field_list *names = fields->text.count > 0 ? &fields->text : &usual;
    for (size_t i = 0; i < names->count; i++) {
        const char *name = names->names[i];
        if (is_key(key, name, strlen(name)) || (first == '{' && is_key(key, name, strcspn(name, "."))))
            return true;
    }
    return false;
}

/* Takes note of a list whose bracket is at `at`. */
static void note_list(struct finder *finder, struct key key, size_t at, size_t level) {
    const size_t first = past_blanks(finder->bytes, finder->length, at + 1);
    const char byte = first < finder->length ? finder->bytes[first] : '\0';
    if (!is_list_name(key)) {
        finder->has_other = finder->has_other || byte == '{';
        return;
    }
    if (byte == '{' || (byte == ']' && finder->found[level] == 0))
        finder->start[level] = at + 1;
    finder->found[level] += byte == '{';
    finder->empty[level] += byte == ']';
}

/* Looks at the keys of the object that starts at `at`; returns where it ends. */
static size_t look_into(struct finder *finder, size_t at, size_t level) {
    struct key key;
    at++;
    while (next_key(finder->bytes, finder->length, &at, &key)) {
        const char first = finder->bytes[at];
        if (level == 0 && is_text(finder->fields, key, first))
            finder->is_article = true;
        if (first == '[')
            note_list(finder, key, at, level);
        if (first == '{' && level + 1 < LEVELS)
            at = look_into(finder, at, level + 1);
        else if (!cli_json_past_value(finder->bytes, finder->length, &at))
            return at;
    }
    at = past_blanks(finder->bytes, finder->length, at);
    return at < finder->length ? at + 1 : finder->length;
}

/* The list that a dotted path leads to: where its bracket is; `length` if there is none. A key that has the
 * dots in it comes first. */
static size_t follow(const char *bytes, size_t length, const char *path) {
    size_t at = past_blanks(bytes, length, 0);
    for (size_t level = 0; level < MOST_PATH_LEVELS && at < length && bytes[at] == '{'; level++) {
        const size_t head = strcspn(path, ".");
        struct key key;
        size_t inner = length;
        at++;
        while (next_key(bytes, length, &at, &key)) {
            if (is_key(key, path, strlen(path)) && bytes[at] == '[')
                return at;
            if (path[head] == '.' && inner == length && is_key(key, path, head))
                inner = at;
            if (!cli_json_past_value(bytes, length, &at))
                break;
        }
        at = inner;
        path += path[head] == '.' ? head + 1 : head;
    }
    return length;
}

static cli_json_found give(const char *bytes, size_t length, size_t from, size_t *start, size_t *end) {
    size_t past = from - 1;
    *end = cli_json_past_value(bytes, length, &past) ? past - 1 : length;
    *start = from;
    return CLI_JSON_FOUND_LIST;
}

cli_json_found cli_json_find_list(const char *bytes, size_t length, const cli_fields *fields, size_t *start,
                                  size_t *end) {
    struct finder finder = {.bytes = bytes, .length = length, .fields = fields};
    for (size_t i = 0; i < fields->list.count; i++) {
        const size_t at = follow(bytes, length, fields->list.names[i]);
        if (at < length)
            return give(bytes, length, at + 1, start, end);
    }
    const size_t first = past_blanks(bytes, length, 0);
    if (fields->list.count > 0 || first == length || bytes[first] != '{')
        return CLI_JSON_FOUND_NONE;
    (void)look_into(&finder, first, 0);
    if (finder.is_article)
        return CLI_JSON_FOUND_ARTICLE;
    for (size_t level = 0; level < LEVELS; level++) {
        if (finder.found[level] > 1)
            return CLI_JSON_FOUND_SEVERAL;
        if (finder.found[level] == 1 || finder.empty[level] > 0)
            return give(bytes, length, finder.start[level], start, end);
    }
    return finder.has_other ? CLI_JSON_FOUND_OTHER : CLI_JSON_FOUND_NONE;
}
