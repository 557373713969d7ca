/* From the command line to the files to read: see paths.h. */
#include "paths.h"

#include "../program_memory.h"
#include "../text_buffer.h"
#include "file.h"
#include "folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* A folder on the way down, to notice one that holds itself. */
struct folder {
    const struct folder *parent;
    const cli_paths_rules *rules;
    size_t root_length; /* of the path that was named: patterns see what comes after it */
    dev_t device;
    ino_t inode;
};

/* Appends a path; `target` is what it leads to, NULL if that is not known. */
static void append(cli_paths *paths, const char *path, const struct stat *target, bool is_link) {
    size_t count = paths->count + 1;
    paths->items = cli_memory_grow(paths->items, &paths->capacity, count, sizeof *paths->items);
    paths->identities =
        cli_memory_grow(paths->identities, &paths->identity_capacity, count, sizeof *paths->identities);
    paths->sources = cli_memory_grow(paths->sources, &paths->source_capacity, count, sizeof *paths->sources);
    paths->items[paths->count] = cli_memory_copy(path, strlen(path));
    paths->sources[paths->count] = paths->adding;
    paths->identities[paths->count] = (cli_path_identity){.is_file = false};
    if (target != NULL && S_ISREG(target->st_mode))
        paths->identities[paths->count] = (cli_path_identity){.is_file = true,
                                                              .is_link = is_link,
                                                              .device = target->st_dev,
                                                              .inode = target->st_ino,
                                                              .size_bytes = target->st_size,
                                                              .changed = target->st_mtime};
    paths->count = count;
}

static bool contains_itself(const struct folder *folder) {
    for (const struct folder *above = folder->parent; above != NULL; above = above->parent) {
        if (above->device == folder->device && above->inode == folder->inode)
            return true;
    }
    return false;
}

/* Folders in a folder, to be walked once that is closed, so that depth costs no descriptors. */
struct below {
    char *path;
    dev_t device;
    ino_t inode;
};

struct belows {
    struct below *items;
    size_t count;
    size_t capacity;
};

/* Adds an entry of a folder, or puts it down if it is a folder itself. Devices, pipes and sockets are left
 * out, as are links to folders unless they are followed. */
static void take_entry(cli_paths *paths, const char *path, const struct stat *target, bool is_link,
                       const struct folder *parent, struct belows *belows) {
    const cli_filter *filter = parent->rules->filter;
    const char *name = path + parent->root_length;
    if (S_ISREG(target->st_mode)) {
        if (filter == NULL || cli_filter_passes(filter, name))
            append(paths, path, target, is_link);
    } else if (S_ISDIR(target->st_mode) && (!is_link || parent->rules->follow)) {
        const struct folder folder = {.parent = parent, .device = target->st_dev, .inode = target->st_ino};
        if (is_link && contains_itself(&folder))
            return; /* a link back up leads to nothing new */
        if (filter != NULL && cli_filter_excludes(filter, name))
            return;
        belows->items =
            cli_memory_grow(belows->items, &belows->capacity, belows->count + 1, sizeof *belows->items);
        belows->items[belows->count++] =
            (struct below){cli_memory_copy(path, strlen(path)), target->st_dev, target->st_ino};
    }
}

/* Takes all entries of an open folder but hidden ones. */
static void read_folder(cli_paths *paths, const char *path, DIR *stream, const struct folder *folder,
                        struct belows *belows, cli_messages *messages) {
    cli_folder read = {0};
    cli_text_buffer name = {0};
    cli_text_buffer_add(&name, "%s%s", path, path[strlen(path) - 1] == '/' ? "" : "/");
    const size_t prefix = name.length;
    while (cli_folder_read(&read, stream, folder->rules->threads)) {
        for (size_t i = 0; i < read.count; i++) {
            const cli_folder_entry *entry = &read.entries[i];
            const char *entry_name = read.names.bytes + entry->name;
            name.length = prefix;
            cli_text_buffer_add_bytes(&name, entry_name, strlen(entry_name));
            if (entry->error == 0)
                take_entry(paths, name.bytes, &entry->target, entry->is_link, folder, belows);
            else
                cli_file_error(messages, name.bytes, entry->error);
        }
        if (read.error != 0)
            break;
    }
    if (read.error != 0)
        cli_file_error(messages, path, read.error);
    cli_text_buffer_free(&name);
    cli_folder_free(&read);
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
    struct belows belows = {0};
    read_folder(paths, path, stream, folder, &belows, messages);
    closedir(stream);
    for (size_t i = 0; i < belows.count; i++) {
        const struct below *below = &belows.items[i];
        const struct folder next = {folder, folder->rules, folder->root_length, below->device, below->inode};
        walk_folder(paths, below->path, &next, messages);
        free(below->path);
    }
    free(belows.items);
}

/* Adds all files of the folder that was named. */
static void add_folder(cli_paths *paths, const char *path, const struct stat *status,
                       const cli_paths_rules *rules, cli_messages *messages) {
    const size_t before = paths->count, length = strlen(path);
    const struct folder folder = {NULL, rules, length + (path[length - 1] != '/'), status->st_dev,
                                  status->st_ino};
    const size_t errors_before = cli_messages_error_count(messages);
    walk_folder(paths, path, &folder, messages);
    if (paths->count > before || cli_messages_error_count(messages) > errors_before)
        return;
    const bool is_filtered =
        rules->filter != NULL && rules->filter->include_count + rules->filter->exclude_count > 0;
    const char *problem = is_filtered ? "there is no file in this folder that --include and --exclude leave"
                                      : "there is no file in this folder";
    if (paths->adding.is_reference) /* so begins an archive */
        cli_messages_warning(messages, path, "%s: nothing to compare with", problem);
    else
        cli_messages_error(messages, path, 0, "empty-folder", "%s", problem);
}

/* Whether a path is another name of a pipe on stdin, which can be read but once. */
static bool is_pipe_of_stdin(const char *path, const cli_folder_entry *entry) {
    return cli_file_is_stdin(path) && entry->error == 0 && S_ISFIFO(entry->target.st_mode);
}

/* Adds one path, of which `entry` tells what it is. */
static void add(cli_paths *paths, const char *path, const cli_folder_entry *entry,
                const cli_paths_rules *rules, cli_messages *messages) {
    paths->arguments = cli_memory_grow(paths->arguments, &paths->argument_capacity, paths->argument_count + 1,
                                       sizeof *paths->arguments);
    paths->arguments[paths->argument_count] = cli_memory_copy(path, strlen(path));
    paths->adding.argument = paths->argument_count++;
    paths->adding.is_named = strcmp(path, "-") == 0 || entry->error != 0 || !S_ISDIR(entry->target.st_mode);
    if (strcmp(path, "-") == 0 || is_pipe_of_stdin(path, entry))
        append(paths, "-", NULL, false);
    else if (entry->error != 0)
        cli_file_error(messages, path, entry->error);
    else if (S_ISDIR(entry->target.st_mode))
        add_folder(paths, path, &entry->target, rules, messages);
    else
        append(paths, path, &entry->target, entry->is_link); /* opening it shows whether it can be read */
}

void cli_paths_add(cli_paths *paths, const char *const *added, size_t count, const cli_paths_rules *rules,
                   cli_messages *messages) {
    cli_folder inspected = {0};
    for (size_t done = 0; done < count; done += inspected.count) {
        cli_folder_inspect(&inspected, added + done, count - done, rules->threads);
        for (size_t i = 0; i < inspected.count; i++)
            add(paths, added[done + i], &inspected.entries[i], rules, messages);
    }
    cli_folder_free(&inspected);
}

bool cli_paths_add_list(cli_paths *paths, const char *list, bool null_separated, bool may_be_empty,
                        const cli_paths_rules *rules, cli_messages *messages) {
    cli_file_content content = {0};
    if (!cli_file_read_whole(list, &content, messages))
        return false;
    const char separator = null_separated ? '\0' : '\n';
    const char **named = NULL;
    size_t count = 0;
    size_t capacity = 0;
    for (size_t start = 0; start < content.length;) {
        char *name = content.bytes + start;
        char *end = memchr(name, separator, content.length - start);
        const size_t length = end != NULL ? (size_t)(end - name) : content.length - start;
        start += length + 1;
        name[length] = '\0';
        if (separator == '\n' && length > 0 && name[length - 1] == '\r')
            name[length - 1] = '\0'; /* a list that was written on Windows */
        if (*name == '\0')
            continue;
        named = cli_memory_grow(named, &capacity, count + 1, sizeof *named);
        named[count++] = name; /* behind the last one there is padding */
    }
    cli_paths_add(paths, named, count, rules, messages);
    const bool is_usable = count > 0 || may_be_empty;
    if (!is_usable)
        cli_messages_error(messages, list, 0, "empty-list", "this list names no file");
    free(named);
    cli_file_content_free(&content);
    return is_usable;
}

/* The path without "./" and doubled slashes, by which paths are sorted. */
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
    char *path; /* NULL: dropped */
    cli_path_identity identity;
    cli_path_source source;
};

static int compare_named(const void *left, const void *right) {
    const struct named *a = left;
    const struct named *b = right;
    int order = strcmp(a->plain, b->plain);
    return order != 0 ? order : strcmp(a->path, b->path);
}

static int compare_numbers(uintmax_t a, uintmax_t b) {
    return (a > b) - (a < b);
}

static int compare_identities(const cli_path_identity *a, const cli_path_identity *b) {
    int order = compare_numbers(a->device, b->device);
    if (order == 0)
        order = compare_numbers(a->inode, b->inode);
    if (order == 0)
        order = compare_numbers((uintmax_t)a->size_bytes, (uintmax_t)b->size_bytes);
    return order != 0 ? order : compare_numbers((uintmax_t)a->changed, (uintmax_t)b->changed);
}

/* Names of one file side by side; links after other names, else in sorted order. */
static int compare_files(const void *left, const void *right) {
    const struct named *a = *(struct named *const *)left;
    const struct named *b = *(struct named *const *)right;
    int order = compare_identities(&a->identity, &b->identity);
    if (order != 0)
        return order;
    if (a->identity.is_link != b->identity.is_link)
        return a->identity.is_link ? 1 : -1;
    return (a > b) - (a < b);
}

/* Whether `a` says more than `b` of where a file comes from. */
static bool is_stronger(const cli_paths *paths, const cli_path_source *a, const cli_path_source *b) {
    const int rank_a = a->is_reference ? 1 : a->is_named ? 2 : 0;
    const int rank_b = b->is_reference ? 1 : b->is_named ? 2 : 0;
    if (rank_a != rank_b)
        return rank_a > rank_b;
    const char *argument_a = paths->arguments[a->argument];
    const char *argument_b = paths->arguments[b->argument];
    if (strlen(argument_a) != strlen(argument_b))
        return strlen(argument_a) > strlen(argument_b);
    return strcmp(argument_a, argument_b) < 0;
}

/* Drops a name in favour of another of the same file. */
static void drop(const cli_paths *paths, struct named *named, struct named *kept) {
    if (is_stronger(paths, &named->source, &kept->source))
        kept->source = named->source;
    free(named->path);
    named->path = NULL;
}

/* Drops all names of a file but one; `named` is sorted. */
static void drop_other_names(const cli_paths *paths, struct named *named, size_t count) {
    struct named **files = cli_memory_allocate(count, sizeof(struct named *));
    size_t file_count = 0;
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (named[i].path != NULL && named[i].identity.is_file)
            files[file_count++] = &named[i];
    }
    if (file_count > 1)
        qsort(files, file_count, sizeof(struct named *), compare_files);
    for (size_t i = 1; i < file_count; i++) {
        if (compare_identities(&files[i]->identity, &files[kept]->identity) == 0)
            drop(paths, files[i], files[kept]);
        else
            kept = i;
    }
    free(files);
}

void cli_paths_sort(cli_paths *paths) {
    struct named *named = cli_memory_allocate(paths->count, sizeof *named);
    size_t count = paths->count;
    for (size_t i = 0; i < count; i++)
        named[i] = (struct named){plain_form(paths->items[i]), paths->items[i], paths->identities[i],
                                  paths->sources[i]};
    if (count > 1)
        qsort(named, count, sizeof *named, compare_named);
    for (size_t i = 1, kept = 0; i < count; i++) {
        if (strcmp(named[i].plain, named[kept].plain) == 0)
            drop(paths, &named[i], &named[kept]);
        else
            kept = i;
    }
    drop_other_names(paths, named, count);
    paths->count = 0;
    paths->total_bytes = 0;
    for (size_t i = 0; i < count; i++) {
        free(named[i].plain);
        if (named[i].path == NULL)
            continue;
        paths->items[paths->count] = named[i].path;
        paths->sources[paths->count] = named[i].source;
        paths->identities[paths->count++] = named[i].identity;
        paths->total_bytes += named[i].identity.is_file ? (size_t)named[i].identity.size_bytes : 0;
    }
    free(named);
}

void cli_paths_leave_out(cli_paths *paths, const char *path) {
    struct stat status;
    if (path == NULL || stat(path, &status) != 0)
        return;
    for (size_t i = 0; i < paths->count; i++) {
        const cli_path_identity *identity = &paths->identities[i];
        if (paths->sources[i].is_named || !identity->is_file || identity->device != status.st_dev ||
            identity->inode != status.st_ino)
            continue;
        free(paths->items[i]);
        paths->total_bytes -= (size_t)identity->size_bytes;
        paths->count--;
        memmove(paths->items + i, paths->items + i + 1, (paths->count - i) * sizeof *paths->items);
        memmove(paths->sources + i, paths->sources + i + 1, (paths->count - i) * sizeof *paths->sources);
        memmove(paths->identities + i, paths->identities + i + 1,
                (paths->count - i) * sizeof *paths->identities);
        return;
    }
}

void cli_paths_free(cli_paths *paths) {
    for (size_t i = 0; i < paths->count; i++)
        free(paths->items[i]);
    for (size_t i = 0; i < paths->argument_count; i++)
        free(paths->arguments[i]);
    free(paths->items);
    free(paths->sources);
    free(paths->arguments);
    free(paths->identities);
    *paths = (cli_paths){0};
}
