/* A growing piece of text. Starts as {0}; `bytes` is NUL-terminated as soon as something was added. */
#ifndef CLI_TEXT_BUFFER_H
#define CLI_TEXT_BUFFER_H

#include <stdarg.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct cli_text_buffer {
    char *bytes; /* NULL while nothing was added */
    size_t length;
    size_t capacity;
} cli_text_buffer;

/* Appends as printf does. */
void cli_text_buffer_add(cli_text_buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void cli_text_buffer_add_list(cli_text_buffer *buffer, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));

/* Appends `length` bytes as they are. */
void cli_text_buffer_add_bytes(cli_text_buffer *buffer, const char *bytes, size_t length);

/* Appends `count` spaces. */
void cli_text_buffer_add_spaces(cli_text_buffer *buffer, size_t count);

/* Forgets the content and keeps the memory. */
void cli_text_buffer_clear(cli_text_buffer *buffer);

/* Gives the memory back; the buffer is empty afterwards. */
void cli_text_buffer_free(cli_text_buffer *buffer);

#ifdef __cplusplus
}
#endif

#endif
