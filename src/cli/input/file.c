/* Opening and reading files: see file.h. */
#include "file.h"

#include "../options.h"
#include "../program_memory.h"
#include "input.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FIRST_READ_BYTES = 64 * 1024 };

static const size_t longest_text = (size_t)INT32_MAX;

/* Whether a name is one that git has put in quotes, with what is not ASCII as octal numbers. */
static bool is_quoted_by_git(const char *path) {
    const size_t length = strlen(path);
    return length > 2 && path[0] == '"' && path[length - 1] == '"' && strchr(path, '\\') != NULL;
}

/* A name that is a command was perhaps meant as one. */
static void report_missing(cli_messages *messages, const char *path) {
    static const char missing[] = "there is no such file or folder";
    cli_command command;
    if (cli_command_parse(path, &command))
        cli_messages_error(messages, path, 0, "not-found", "%s (a command has to come first: dedupe %s ...)",
                           missing, path);
    else if (strcmp(path, "help") == 0)
        cli_messages_error(messages, path, 0, "not-found", "%s; see dedupe --help", missing);
    else if (is_quoted_by_git(path))
        cli_messages_error(messages, path, 0, "not-found",
                           "%s; git quotes such names: use git -z with dedupe --null", missing);
    else if (strncmp(path, "http://", 7) == 0 || strncmp(path, "https://", 8) == 0)
        cli_messages_error(messages, path, 0, "not-found",
                           "%s, and nothing is fetched: curl -s URL | dedupe -", missing);
    else if (*path == '\0')
        cli_messages_error(messages, "''", 0, "not-found", "this name is empty");
    else
        cli_messages_error(messages, path, 0, "not-found", "%s", missing);
}

void cli_file_error(cli_messages *messages, const char *path, int number) {
    switch (number) {
    case ENOENT:
        report_missing(messages, path);
        return;
    case ENOTDIR:
        cli_messages_error(messages, path, 0, "not-found", "a part of this path is a file, not a folder");
        return;
    case EACCES:
    case EPERM:
        cli_messages_error(messages, path, 0, "permission", "you are not allowed to read this");
        return;
    case ELOOP:
        cli_messages_error(messages, path, 0, "loop", "this is a link that leads round in a circle");
        return;
    default:
        cli_messages_error(messages, path, 0, "unreadable", "cannot be read: %s", strerror(number));
    }
}

static const char *const open_files[] = {"/dev/fd/", "/proc/self/fd/"};

bool cli_file_is_stdin(const char *path) {
    for (size_t i = 0; i < sizeof open_files / sizeof *open_files; i++) {
        const size_t length = strlen(open_files[i]);
        if (strncmp(path, open_files[i], length) == 0 && strcmp(path + length, "0") == 0)
            return true;
    }
    return strcmp(path, "-") == 0 || strcmp(path, "/dev/stdin") == 0;
}

/* Whether a path stands for a file that this process has open already: what a shell makes of <(command). */
static bool is_inherited(const char *path) {
    for (size_t i = 0; i < sizeof open_files / sizeof *open_files; i++) {
        const size_t length = strlen(open_files[i]);
        if (strncmp(path, open_files[i], length) == 0 && path[length] != '\0' &&
            path[length + strspn(path + length, "0123456789")] == '\0')
            return true;
    }
    return cli_file_is_stdin(path);
}

/* Says why something that is no regular file is not read. A pipe in a folder may never have a writer. */
static bool check_kind(const char *path, mode_t mode, cli_messages *messages) {
    if (S_ISFIFO(mode) && is_inherited(path))
        return true;
    const char *kind = S_ISFIFO(mode)                   ? "a pipe; send its content to `dedupe -` instead"
                       : S_ISSOCK(mode)                 ? "a socket, not a file"
                       : S_ISCHR(mode) || S_ISBLK(mode) ? "a device, not a file"
                       : S_ISDIR(mode)                  ? "a folder, not a file"
                       : S_ISREG(mode)                  ? NULL
                                                        : "not a file";
    if (kind != NULL)
        cli_messages_error(messages, path, 0, "not-a-file", "this is %s", kind);
    return kind == NULL;
}

int cli_file_open(const char *path, size_t *size, cli_messages *messages) {
    struct stat status;
    *size = 0;
    if (strcmp(path, "-") == 0)
        return STDIN_FILENO;
    /* O_NONBLOCK: opening a pipe must not wait for its writer. */
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (descriptor < 0 && errno == ENXIO) {
        cli_messages_error(messages, path, 0, "not-a-file", "this is a socket or device, not a file");
        return -1;
    }
    if (descriptor < 0 || fstat(descriptor, &status) != 0) {
        cli_file_error(messages, path, errno);
        cli_file_close(descriptor);
        return -1;
    }
    if (!check_kind(path, status.st_mode, messages)) {
        cli_file_close(descriptor);
        return -1;
    }
    if (S_ISFIFO(status.st_mode) && fcntl(descriptor, F_SETFL, 0) != 0) { /* reading it may wait */
        cli_file_error(messages, path, errno);
        cli_file_close(descriptor);
        return -1;
    }
    *size = status.st_size > 0 ? (size_t)status.st_size : 0;
    return descriptor;
}

void cli_file_close(int descriptor) {
    if (descriptor > STDIN_FILENO)
        close(descriptor);
}

void cli_file_content_reserve(cli_file_content *content, size_t length) {
    if (length > SIZE_MAX - CLI_PIECE_PADDING)
        length = SIZE_MAX - CLI_PIECE_PADDING; /* which the allocation below refuses */
    if (content->capacity >= length + CLI_PIECE_PADDING)
        return;
    content->capacity = length + CLI_PIECE_PADDING;
    content->bytes = cli_memory_resize(content->bytes, content->capacity, 1);
    memset(content->bytes + length, 0, CLI_PIECE_PADDING);
}

/* Reads until `content` holds `wanted` bytes or the file ends; *ended tells which. False, with an
 * error in `messages`, if reading fails. */
static bool read_file(int descriptor, const char *path, cli_file_content *content, size_t wanted, bool *ended,
                      cli_messages *messages) {
    *ended = false;
    cli_file_content_reserve(content, wanted);
    while (content->length < wanted) {
        ssize_t got = read(descriptor, content->bytes + content->length, wanted - content->length);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            cli_file_error(messages, path, errno);
            return false;
        }
        if (got == 0) {
            *ended = true;
            return true;
        }
        content->length += (size_t)got;
    }
    return true;
}

bool cli_file_read_whole(const char *path, cli_file_content *content, cli_messages *messages) {
    size_t size;
    content->length = 0;
    int descriptor = cli_file_open(path, &size, messages);
    if (descriptor < 0)
        return false;
    bool ended = false;
    bool fine = true;
    size_t wanted = size > 0 && size <= longest_text ? size + 1 : FIRST_READ_BYTES;
    while (fine && !ended && content->length <= longest_text) {
        fine = read_file(descriptor, path, content, wanted, &ended, messages);
        wanted = wanted * 2 <= longest_text ? wanted * 2 : longest_text + 1;
    }
    cli_file_close(descriptor);
    if (fine && !ended)
        cli_messages_error(messages, path, 0, "too-large",
                           "this is larger than 2 GiB, the most for one text");
    return fine && ended;
}

void cli_file_content_free(cli_file_content *content) {
    free(content->bytes);
    *content = (cli_file_content){0};
}
