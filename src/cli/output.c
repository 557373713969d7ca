/* Where a report goes: see output.h. */
#define _XOPEN_SOURCE 700 /* realpath */

#include "output.h"

#include "cleanup.h"
#include "program_memory.h"
#include "text_buffer.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BUFFER_BYTES = 64 * 1024 };

struct cli_output {
    int descriptor;
    char *path;      /* as messages name it; NULL: stdout */
    char *target;    /* what the temporary file becomes; NULL: written directly */
    char *temporary; /* NULL: written directly */
    cli_text_buffer buffer;
    int failure; /* errno of the first write that failed, else 0 */
};

/* The mode a new file gets, or that of the file that is replaced. */
static mode_t mode_for(const char *target) {
    struct stat status;
    if (stat(target, &status) == 0)
        return status.st_mode & 0777;
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

static int open_temporary(cli_output *output) {
    char *real = realpath(output->path, NULL); /* so that a link stays and what it names is replaced */
    output->target = real != NULL ? real : cli_memory_copy(output->path, strlen(output->path));
    cli_text_buffer name = {0};
    cli_text_buffer_add(&name, "%s.XXXXXX", output->target);
    output->temporary = name.bytes;
    cli_cleanup_hold();
    int descriptor = mkstemp(output->temporary);
    int failure = errno;
    if (descriptor >= 0)
        cli_cleanup_add_file(output->temporary);
    cli_cleanup_release();
    errno = failure;
    if (descriptor < 0)
        return -1;
    if (fchmod(descriptor, mode_for(output->target)) != 0 || fcntl(descriptor, F_SETFD, FD_CLOEXEC) != 0) {
        failure = errno;
        close(descriptor);
        unlink(output->temporary);
        cli_cleanup_forget_file(output->temporary);
        errno = failure;
        return -1;
    }
    return descriptor;
}

static void free_output(cli_output *output) {
    cli_text_buffer_free(&output->buffer);
    free(output->path);
    free(output->target);
    free(output->temporary);
    free(output);
}

/* Whether an input is the file of that status; `identity` may be NULL. */
static bool is_same_file(const struct stat *output, const char *input, const cli_path_identity *identity) {
    struct stat status;
    if (identity != NULL && identity->is_file)
        return identity->device == output->st_dev && identity->inode == output->st_ino;
    const int failed = strcmp(input, "-") == 0 ? fstat(STDIN_FILENO, &status) : stat(input, &status);
    return failed == 0 && status.st_dev == output->st_dev && status.st_ino == output->st_ino;
}

bool cli_output_spares(const char *path, const char *const *inputs, const cli_path_identity *identities,
                       size_t count, cli_messages *messages) {
    struct stat output;
    if (path == NULL || strcmp(path, "-") == 0 || stat(path, &output) != 0 || !S_ISREG(output.st_mode))
        return true;
    for (size_t i = 0; i < count; i++) {
        if (!is_same_file(&output, inputs[i], identities != NULL ? &identities[i] : NULL))
            continue;
        cli_messages_error(messages, path, 0, "output",
                           "is one of the inputs; the report is not written over it (write it outside the "
                           "folders that are read)");
        return false;
    }
    return true;
}

cli_output *cli_output_open(const char *path, cli_messages *messages) {
    cli_output *output = cli_memory_allocate(1, sizeof *output);
    output->descriptor = STDOUT_FILENO;
    if (path == NULL || strcmp(path, "-") == 0)
        return output;
    struct stat status;
    output->path = cli_memory_copy(path, strlen(path));
    if (stat(path, &status) == 0 && S_ISDIR(status.st_mode)) {
        errno = EISDIR;
        output->descriptor = -1;
    } else if (stat(path, &status) == 0 && !S_ISREG(status.st_mode)) {
        output->descriptor = open(path, O_WRONLY | O_CLOEXEC);
    } else {
        output->descriptor = open_temporary(output);
    }
    if (output->descriptor >= 0)
        return output;
    cli_messages_error(messages, path, 0, "output", "cannot be written: %s", strerror(errno));
    free_output(output);
    return NULL;
}

static void flush(cli_output *output) {
    size_t done = 0;
    while (done < output->buffer.length && output->failure == 0) {
        ssize_t written =
            write(output->descriptor, output->buffer.bytes + done, output->buffer.length - done);
        if (written >= 0)
            done += (size_t)written;
        else if (errno != EINTR)
            output->failure = errno;
    }
    cli_text_buffer_clear(&output->buffer);
}

void cli_output_write(cli_output *output, const char *bytes, size_t length) {
    cli_text_buffer_add_bytes(&output->buffer, bytes, length);
    if (output->buffer.length >= BUFFER_BYTES)
        flush(output);
}

void cli_output_text(cli_output *output, const char *text) {
    cli_output_write(output, text, strlen(text));
}

void cli_output_format(cli_output *output, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    cli_text_buffer_add_list(&output->buffer, format, arguments);
    va_end(arguments);
    if (output->buffer.length >= BUFFER_BYTES)
        flush(output);
}

bool cli_output_alive(const cli_output *output) {
    return output->failure == 0;
}

/* Puts the finished temporary file in the place of the target. */
static void replace_target(cli_output *output) {
    if (output->failure == 0 && fsync(output->descriptor) != 0 && errno != EINVAL && errno != EROFS)
        output->failure = errno;
    if (close(output->descriptor) != 0 && output->failure == 0)
        output->failure = errno;
    if (output->failure == 0 && rename(output->temporary, output->target) != 0)
        output->failure = errno;
    if (output->failure != 0)
        unlink(output->temporary);
    cli_cleanup_forget_file(output->temporary);
}

bool cli_output_close(cli_output *output, cli_messages *messages) {
    flush(output);
    if (output->temporary != NULL)
        replace_target(output);
    else if (close(output->descriptor) != 0 && output->failure == 0)
        output->failure = errno;
    bool complete = output->failure == 0 || output->failure == EPIPE;
    if (!complete)
        cli_messages_error(messages, output->path != NULL ? output->path : "stdout", 0, "output",
                           "cannot be written: %s", strerror(output->failure));
    free_output(output);
    return complete;
}

void cli_output_abandon(cli_output *output) {
    if (output == NULL)
        return;
    if (output->temporary != NULL) {
        close(output->descriptor);
        unlink(output->temporary);
        cli_cleanup_forget_file(output->temporary);
    }
    free_output(output);
}
