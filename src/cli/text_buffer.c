/* A growing piece of text: see text_buffer.h. */
#include "text_buffer.h"

#include "cleanup.h"
#include "program_memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *make_room(cli_text_buffer *buffer, size_t length) {
    buffer->bytes = cli_memory_grow(buffer->bytes, &buffer->capacity, buffer->length + length + 1, 1);
    return buffer->bytes + buffer->length;
}

void cli_text_buffer_add_list(cli_text_buffer *buffer, const char *format, va_list arguments) {
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (length < 0)
        cli_cleanup_die("cannot format a message");
    char *end = make_room(buffer, (size_t)length);
    vsnprintf(end, (size_t)length + 1, format, arguments);
    buffer->length += (size_t)length;
}

void cli_text_buffer_add(cli_text_buffer *buffer, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    cli_text_buffer_add_list(buffer, format, arguments);
    va_end(arguments);
}

void cli_text_buffer_add_bytes(cli_text_buffer *buffer, const char *bytes, size_t length) {
    char *end = make_room(buffer, length);
    if (length > 0)
        memcpy(end, bytes, length);
    end[length] = '\0';
    buffer->length += length;
}

void cli_text_buffer_add_spaces(cli_text_buffer *buffer, size_t count) {
    char *end = make_room(buffer, count);
    memset(end, ' ', count);
    end[count] = '\0';
    buffer->length += count;
}

void cli_text_buffer_clear(cli_text_buffer *buffer) {
    buffer->length = 0;
    if (buffer->bytes != NULL)
        buffer->bytes[0] = '\0';
}

void cli_text_buffer_free(cli_text_buffer *buffer) {
    free(buffer->bytes);
    *buffer = (cli_text_buffer){0};
}
