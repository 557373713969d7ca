/* Errors and warnings: see messages.h. */
#include "messages.h"

#include "display.h"
#include "program_memory.h"
#include "text_buffer.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_ALIKE = 10 }; /* messages of one kind about one file that are written */

/* When a list is shortened for the first time: it need not be for each message. */
enum { FIRST_SHORTENING = 4 * CLI_MOST_ERRORS };

struct message_list {
    cli_message *items;
    size_t count;
    size_t capacity;
    size_t written; /* those before it are on stderr already */
    size_t most;    /* how many it may hold before it is shortened */
};

struct cli_messages {
    pthread_mutex_t lock;
    struct message_list errors;
    struct message_list warnings;
    char **archives; /* sorted */
    size_t archive_count;
    size_t archive_capacity;
    size_t error_count;
    bool quiet;
};

cli_messages *cli_messages_create(void) {
    cli_messages *messages = cli_memory_allocate(1, sizeof *messages);
    pthread_mutex_init(&messages->lock, NULL);
    messages->errors.most = FIRST_SHORTENING;
    messages->warnings.most = SIZE_MAX; /* they are few, or about articles, which are in memory as well */
    return messages;
}

static void free_message(cli_message *message) {
    free(message->path);
    free(message->text);
}

static void free_list(struct message_list *list) {
    for (size_t i = 0; i < list->count; i++)
        free_message(&list->items[i]);
    free(list->items);
}

void cli_messages_free(cli_messages *messages) {
    if (messages == NULL)
        return;
    free_list(&messages->errors);
    free_list(&messages->warnings);
    for (size_t i = 0; i < messages->archive_count; i++)
        free(messages->archives[i]);
    free(messages->archives);
    pthread_mutex_destroy(&messages->lock);
    free(messages);
}

void cli_messages_set_quiet(cli_messages *messages, bool quiet) {
    messages->quiet = quiet;
}

/* ---- which file a message is about */

/* The first archive whose path is not before these bytes. */
static size_t find_archive(const cli_messages *messages, const char *path, size_t length) {
    size_t low = 0, high = messages->archive_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (strncmp(messages->archives[middle], path, length) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_archive(const cli_messages *messages, size_t place, const char *path, size_t length) {
    return place < messages->archive_count && strlen(messages->archives[place]) == length &&
           memcmp(messages->archives[place], path, length) == 0;
}

void cli_messages_archive(cli_messages *messages, const char *path) {
    const size_t length = strlen(path);
    pthread_mutex_lock(&messages->lock);
    const size_t place = find_archive(messages, path, length);
    if (!is_archive(messages, place, path, length)) {
        const size_t behind = messages->archive_count++ - place;
        messages->archives = cli_memory_grow(messages->archives, &messages->archive_capacity,
                                             messages->archive_count, sizeof *messages->archives);
        memmove(messages->archives + place + 1, messages->archives + place,
                behind * sizeof *messages->archives);
        messages->archives[place] = cli_memory_copy(path, length);
    }
    pthread_mutex_unlock(&messages->lock);
}

/* Bytes of a path that name a file: all, or those before the member of an archive. A file may have a colon in
 * its name, so only archives that are known count. */
static size_t file_length_of(const cli_messages *messages, const char *path) {
    for (const char *end = strchr(path, ':'); end != NULL; end = strchr(end + 1, ':')) {
        const size_t length = (size_t)(end - path);
        if (is_archive(messages, find_archive(messages, path, length), path, length))
            return length;
    }
    return strlen(path);
}

static int compare_files(const cli_message *a, const cli_message *b) {
    const size_t shorter = a->file_length < b->file_length ? a->file_length : b->file_length;
    const int order = memcmp(a->path, b->path, shorter);
    return order != 0 ? order : (a->file_length > b->file_length) - (a->file_length < b->file_length);
}

static int compare_messages(const void *left, const void *right) {
    const cli_message *a = left;
    const cli_message *b = right;
    if ((a->path == NULL) != (b->path == NULL))
        return a->path == NULL ? -1 : 1;
    int order = a->path == NULL ? 0 : compare_files(a, b);
    if (order == 0)
        order = (a->more > 0) - (b->more > 0);
    if (order == 0 && a->path != NULL)
        order = strcmp(a->path, b->path);
    if (order == 0)
        order = (a->line > b->line) - (a->line < b->line);
    if (order == 0)
        order = (a->number > b->number) - (a->number < b->number);
    return order != 0 ? order : strcmp(a->text, b->text);
}

/* Sorts what was not written. */
static void sort(struct message_list *list) {
    const size_t count = list->count - list->written;
    if (count > 1)
        qsort(list->items + list->written, count, sizeof *list->items, compare_messages);
}

static bool are_of_one_file(const cli_message *a, const cli_message *b) {
    return a->path != NULL && b->path != NULL && compare_files(a, b) == 0;
}

/* Lets one message stand for others of its file as well; of several members it names the archive. */
static void join_more(cli_message *rest, cli_message *message) {
    rest->more += message->more > 0 ? message->more : 1;
    rest->line = message->line > rest->line ? message->line : rest->line;
    if (strcmp(rest->path, message->path) != 0) {
        rest->path[rest->file_length] = '\0';
        rest->line = 0;
    }
    free_message(message);
}

/* Sorts, and keeps the first errors of each file. Which these are does not depend on when it is done: an
 * error that goes has enough others of its file before it for good. */
static void shorten(struct message_list *list) {
    cli_message *items = list->items;
    size_t kept = list->written;
    size_t of_file = 0;
    sort(list);
    for (size_t i = list->written; i < list->count; i++) {
        const bool follows = kept > list->written && are_of_one_file(&items[kept - 1], &items[i]);
        of_file = follows ? of_file + 1 : 1;
        if (follows && items[kept - 1].more > 0) {
            join_more(&items[kept - 1], &items[i]);
            continue;
        }
        items[kept++] = items[i];
        if (of_file > CLI_MOST_ERRORS && items[kept - 1].more == 0)
            items[kept - 1].more = 1;
    }
    list->count = kept;
    list->most = 2 * kept > FIRST_SHORTENING ? 2 * kept : FIRST_SHORTENING;
}

/* Adds a message, which counts as `errors` of them. */
static void append(cli_messages *messages, struct message_list *list, cli_message message, size_t errors) {
    pthread_mutex_lock(&messages->lock);
    if (list->count >= list->most)
        shorten(list);
    message.file_length = message.path != NULL ? file_length_of(messages, message.path) : 0;
    list->items = cli_memory_grow(list->items, &list->capacity, list->count + 1, sizeof *list->items);
    list->items[list->count++] = message;
    messages->error_count += errors;
    pthread_mutex_unlock(&messages->lock);
}

static cli_message make_message(const char *path, size_t line, const char *code, const char *format,
                                va_list arguments) {
    cli_text_buffer text = {0};
    cli_text_buffer_add_list(&text, format, arguments);
    cli_message message = {.line = line, .code = code, .text = text.bytes};
    if (path != NULL)
        message.path = cli_memory_copy(path, strlen(path));
    return message;
}

void cli_messages_error(cli_messages *messages, const char *path, size_t line, const char *code,
                        const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    append(messages, &messages->errors, make_message(path, line, code, format, arguments), 1);
    va_end(arguments);
}

void cli_messages_record_error(cli_messages *messages, const char *path, size_t line, size_t number,
                               const char *code, const char *text) {
    cli_text_buffer whole = {0};
    if (number > 0)
        cli_text_buffer_add(&whole, "record %zu: ", number);
    cli_text_buffer_add(&whole, "%s", text);
    const cli_message message = {.path = cli_memory_copy(path, strlen(path)),
                                 .line = line,
                                 .number = number,
                                 .code = code,
                                 .text = whole.bytes};
    append(messages, &messages->errors, message, 1);
}

void cli_messages_more_errors(cli_messages *messages, const char *path, size_t line, size_t count) {
    const cli_message message = {.path = cli_memory_copy(path, strlen(path)),
                                 .line = line,
                                 .text = cli_memory_copy("", 0), /* how many there are in all is not known */
                                 .more = count};
    append(messages, &messages->errors, message, count);
}

void cli_messages_warning(cli_messages *messages, const char *path, const char *format, ...) {
    va_list arguments;
    if (messages->quiet)
        return;
    va_start(arguments, format);
    append(messages, &messages->warnings, make_message(path, 0, NULL, format, arguments), 0);
    va_end(arguments);
}

void cli_messages_warning_at(cli_messages *messages, const char *path, size_t line, const char *format, ...) {
    va_list arguments;
    if (messages->quiet)
        return;
    va_start(arguments, format);
    append(messages, &messages->warnings, make_message(path, line, NULL, format, arguments), 0);
    va_end(arguments);
}

void cli_messages_note(const char *format, ...) {
    cli_text_buffer text = {0};
    va_list arguments;
    va_start(arguments, format);
    cli_text_buffer_add(&text, "dedupe: ");
    cli_text_buffer_add_list(&text, format, arguments);
    va_end(arguments);
    cli_text_buffer_add(&text, "\n");
    (void)fwrite(text.bytes, 1, text.length, stderr); /* there is nowhere left to complain */
    cli_text_buffer_free(&text);
}

/* Whether two messages tell of one kind of error in one file, or one member of an archive. */
static bool are_alike(const cli_message *a, const cli_message *b) {
    return a->code != NULL && b->code != NULL && strcmp(a->code, b->code) == 0 && are_of_one_file(a, b) &&
           strcmp(a->path, b->path) == 0;
}

static void add_place(cli_text_buffer *lines, const cli_message *message, size_t line) {
    if (message->path == NULL)
        return;
    cli_display_path(lines, message->path);
    if (line > 0)
        cli_text_buffer_add(lines, ":%zu", line);
    cli_text_buffer_add(lines, ": ");
}

/* Tells that `hidden` messages like the one before `next` were left out. */
static void add_hidden(cli_text_buffer *lines, const cli_message *next, size_t hidden) {
    cli_text_buffer_add(lines, "dedupe: ");
    add_place(lines, next - 1, 0);
    cli_text_buffer_add(lines, "%zu more like this up to line %zu; -f json lists them\n", hidden,
                        (next - 1)->line);
}

/* Says how many errors of a file were not kept. */
static void tell_more(cli_message *message) {
    cli_text_buffer text = {0};
    cli_text_buffer_add(&text, "%zu more error%s%s; of one file the first %d are listed", message->more,
                        message->more == 1 ? "" : "s", message->line > 0 ? " up to this line" : "",
                        CLI_MOST_ERRORS);
    free(message->text);
    message->text = text.bytes;
    message->number = 0;
    message->code = "more-errors";
}

static void write_list(struct message_list *list, const char *kind, bool quiet) {
    size_t alike = 0;
    cli_text_buffer lines = {0};
    for (size_t i = list->written; i < list->count && !quiet; i++) {
        const cli_message *message = &list->items[i];
        const bool is_first = i == list->written;
        if (*kind != '\0' && !is_first && compare_messages(message, message - 1) == 0)
            continue; /* the pieces of a file warn of one thing */
        const size_t before = alike;
        alike = !is_first && are_alike(message, message - 1) ? alike + 1 : 0;
        if (alike == 0 && before >= MOST_ALIKE)
            add_hidden(&lines, message, before - MOST_ALIKE + 1);
        if (alike >= MOST_ALIKE)
            continue;
        cli_text_buffer_add(&lines, "dedupe: %s", kind);
        add_place(&lines, message, message->line);
        cli_display_path(&lines, message->text);
        cli_text_buffer_add(&lines, "\n");
    }
    if (alike >= MOST_ALIKE)
        add_hidden(&lines, &list->items[list->count], alike - MOST_ALIKE + 1);
    if (lines.length > 0)
        (void)fwrite(lines.bytes, 1, lines.length, stderr);
    cli_text_buffer_free(&lines);
    list->written = list->count;
}

void cli_messages_flush(cli_messages *messages) {
    struct message_list *errors = &messages->errors;
    shorten(errors);
    for (size_t i = errors->written; i < errors->count; i++) {
        if (errors->items[i].more > 0)
            tell_more(&errors->items[i]);
    }
    sort(&messages->warnings);
    write_list(&messages->warnings, "warning: ", messages->quiet);
    write_list(&messages->errors, "", false);
}

const cli_message *cli_messages_errors(const cli_messages *messages, size_t *count) {
    *count = messages->errors.count;
    return messages->errors.items;
}

size_t cli_messages_error_count(const cli_messages *messages) {
    return messages->error_count;
}
