/* Errors: one printf into the caller's field, nothing allocated, so that it works without memory. */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

dedupe_status dd_error_set(dedupe_error *error, dedupe_status code, size_t position, const char *format,
                           ...) {
    if (error != NULL) {
        va_list arguments;
        va_start(arguments, format);
        if (vsnprintf(error->message, sizeof error->message, format, arguments) < 0)
            error->message[0] = '\0';
        va_end(arguments);
        error->code = code;
        error->position = position;
    }
    return code;
}
