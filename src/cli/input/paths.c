/* From the command line to the files to read: see paths.h. */
#include "paths.h"

#include "../program_memory.h"
#include "../text_buffer.h"
#include "file.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* A folder on the way down, to notice one that holds itself. */
struct folder {
    const struct folder *parent;
    dev_t device;
    ino_t inode;
};

static void append(cli_paths *paths, const char *path) {
    paths->items = cli_memory_grow(paths->items, &paths->capacity, paths->count + 1, sizeof *paths->items);
    paths->items[paths->count++] = cli_memory_copy(path, strlen(path));
}

static bool contains_itself(const struct folder *folder) {
    for (const struct folder *above = folder->parent; above != NULL; above = above->parent) {
        if (above->device == folder->device && above->inode == folder->inode)
            return true;
    }
    return false;
}

static void walk_folder(cli_paths *paths, const char *path, const struct folder *folder,
                        cli_messages *messages);

/* Adds one entry of a folder. Devices, pipes and sockets are left out, as are links to folders. */
static void walk_entry(cli_paths *paths, const char *path, const struct folder *parent,
                       cli_messages *messages) {
    struct stat entry;
    struct stat target;
    if (lstat(path, &entry) != 0 || stat(path, &target) != 0) {
        cli_file_error(messages, path, errno);
        return;
    }
    if (S_ISREG(target.st_mode)) {
        append(paths, path);
        paths->total_bytes += (size_t)target.st_size;
    } else if (S_ISDIR(entry.st_mode)) {
        struct folder folder = {parent, entry.st_dev, entry.st_ino};
        walk_folder(paths, path, &folder, messages);
    }
}

static void walk_folder(cli_paths *paths, const char *path, const struct folder *folder,
                        cli_messages *messages) {
    if (contains_itself(folder)) {
        cli_messages_error(messages, path, 0, "loop", "this folder contains itself");
        return;
    }
    DIR *stream = opendir(path);
    if (stream == NULL) {
        cli_file_error(messages, path, errno);
        return;
    }
    cli_paths names = {0}; /* the folder is closed before going deeper, so that depth costs no descriptors */
    const char *slash = path[strlen(path) - 1] == '/' ? "" : "/";
    errno = 0;
    for (struct dirent *entry = readdir(stream); entry != NULL; entry = readdir(stream)) {
        cli_text_buffer name = {0};
        if (entry->d_name[0] == '.')
            continue;
        cli_text_buffer_add(&name, "%s%s%s", path, slash, entry->d_name);
        append(&names, name.bytes);
        cli_text_buffer_free(&name);
        errno = 0;
    }
    if (errno != 0)
        cli_file_error(messages, path, errno);
    closedir(stream);
    for (size_t i = 0; i < names.count; i++)
        walk_entry(paths, names.items[i], folder, messages);
    cli_paths_free(&names);
}

bool cli_paths_add(cli_paths *paths, const char *path, cli_messages *messages) {
    struct stat status;
    size_t before = paths->count;
    if (strcmp(path, "-") == 0) {
        append(paths, path);
        return true;
    }
    if (stat(path, &status) != 0) {
        cli_file_error(messages, path, errno);
        return false;
    }
    if (!S_ISDIR(status.st_mode)) {
        append(paths, path); /* whether it can be read is seen when it is opened */
        paths->total_bytes += S_ISREG(status.st_mode) ? (size_t)status.st_size : 0;
        return true;
    }
    struct folder folder = {NULL, status.st_dev, status.st_ino};
    size_t errors_before;
    size_t errors_after;
    cli_messages_errors(messages, &errors_before);
    walk_folder(paths, path, &folder, messages);
    cli_messages_errors(messages, &errors_after);
    if (paths->count == before && errors_after == errors_before)
        cli_messages_error(messages, path, 0, "empty-folder", "there is no file in this folder");
    return paths->count > before;
}

bool cli_paths_add_list(cli_paths *paths, const char *list, bool null_separated, cli_messages *messages) {
    cli_file_content content = {0};
    if (!cli_file_read_whole(list, &content, messages))
        return false;
    bool found = false;
    char separator = null_separated ? '\0' : '\n';
    size_t start = 0;
    while (start < content.length) {
        const char *name = content.bytes + start;
        const char *end = memchr(name, separator, content.length - start);
        size_t length = end != NULL ? (size_t)(end - name) : content.length - start;
        start += length + 1;
        if (length == 0)
            continue;
        char *path = cli_memory_copy(name, length);
        found = true;
        cli_paths_add(paths, path, messages);
        free(path);
    }
    if (!found)
        cli_messages_error(messages, list, 0, "empty-list", "this list names no file");
    cli_file_content_free(&content);
    return found;
}

/* The path without "./" and doubled slashes: what tells two names of one file. */
static char *plain_form(const char *path) {
    char *plain = cli_memory_allocate(strlen(path) + 1, 1);
    size_t length = 0;
    for (const char *from = path; *from != '\0'; from++) {
        bool at_start = length == 0 || plain[length - 1] == '/';
        if (*from == '/' && length > 0 && plain[length - 1] == '/')
            continue;
        if (*from == '.' && from[1] == '/' && at_start && !(length == 0 && from != path)) {
            from++;
            while (from[1] == '/')
                from++;
            continue;
        }
        plain[length++] = *from;
    }
    return plain;
}

struct named {
    char *plain;
    char *path;
};

static int compare_named(const void *left, const void *right) {
    const struct named *a = left;
    const struct named *b = right;
    int order = strcmp(a->plain, b->plain);
    return order != 0 ? order : strcmp(a->path, b->path);
}

void cli_paths_sort(cli_paths *paths) {
    struct named *named = cli_memory_allocate(paths->count, sizeof *named);
    size_t kept = 0;
    for (size_t i = 0; i < paths->count; i++)
        named[i] = (struct named){plain_form(paths->items[i]), paths->items[i]};
    if (paths->count > 1)
        qsort(named, paths->count, sizeof *named, compare_named);
    for (size_t i = 0; i < paths->count; i++) {
        if (i > 0 && strcmp(named[i].plain, named[i - 1].plain) == 0)
            free(named[i].path);
        else
            paths->items[kept++] = named[i].path;
    }
    for (size_t i = 0; i < paths->count; i++)
        free(named[i].plain);
    paths->count = kept;
    free(named);
}

void cli_paths_free(cli_paths *paths) {
    for (size_t i = 0; i < paths->count; i++)
        free(paths->items[i]);
    free(paths->items);
    *paths = (cli_paths){0};
}
