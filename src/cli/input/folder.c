/* The entries of a folder: see folder.h. */
#include "folder.h"

#include "../program_memory.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

/* A thread costs as much as some 50 questions to a disk that has the answer in memory. */
enum { MOST_ENTRIES = 8192, ENTRIES_A_THREAD = 512, MOST_THREADS = 8, GRAIN = 32 };

/* Questions that several threads share. */
struct inspection {
    cli_folder *folder;
    int descriptor;
    atomic_size_t next;
};

/* Asks by the name in the open folder: that spares looking up the whole path, and a second question unless it
 * is a link. */
static void inspect(cli_folder_entry *entry, const char *name, int descriptor) {
    entry->error = 0;
    entry->is_link = false;
    if (fstatat(descriptor, name, &entry->target, AT_SYMLINK_NOFOLLOW) != 0) {
        entry->error = errno;
    } else if (S_ISLNK(entry->target.st_mode)) {
        entry->is_link = true;
        if (fstatat(descriptor, name, &entry->target, 0) != 0)
            entry->error = errno;
    }
}

static void *inspect_some(void *data) {
    struct inspection *inspection = data;
    cli_folder *folder = inspection->folder;
    size_t begin;
    while ((begin = atomic_fetch_add(&inspection->next, GRAIN)) < folder->count) {
        const size_t end = folder->count - begin < GRAIN ? folder->count : begin + GRAIN;
        for (size_t i = begin; i < end; i++)
            inspect(&folder->entries[i], folder->names.bytes + folder->entries[i].name,
                    inspection->descriptor);
    }
    return NULL;
}

/* Fewer threads than wanted do the same work. */
static void inspect_all(cli_folder *folder, int descriptor, unsigned threads) {
    struct inspection inspection = {.folder = folder, .descriptor = descriptor};
    pthread_t others[MOST_THREADS];
    size_t wanted = folder->count / ENTRIES_A_THREAD;
    size_t started = 0;
    wanted = wanted < threads ? wanted : threads;
    wanted = wanted < MOST_THREADS ? wanted : MOST_THREADS;
    while (started + 1 < wanted && pthread_create(&others[started], NULL, inspect_some, &inspection) == 0)
        started++;
    (void)inspect_some(&inspection);
    for (size_t i = 0; i < started; i++)
        pthread_join(others[i], NULL);
}

static void add_name(cli_folder *folder, const char *name) {
    folder->entries =
        cli_memory_grow(folder->entries, &folder->capacity, folder->count + 1, sizeof *folder->entries);
    folder->entries[folder->count++].name = folder->names.length;
    cli_text_buffer_add_bytes(&folder->names, name, strlen(name) + 1);
}

static void clear(cli_folder *folder) {
    folder->count = 0;
    cli_text_buffer_clear(&folder->names);
}

bool cli_folder_read(cli_folder *folder, DIR *stream, unsigned threads) {
    const struct dirent *found;
    clear(folder);
    while (folder->count < MOST_ENTRIES && (errno = 0, found = readdir(stream)) != NULL) {
        if (found->d_name[0] != '.')
            add_name(folder, found->d_name);
    }
    folder->error = folder->count < MOST_ENTRIES ? errno : 0;
    inspect_all(folder, dirfd(stream), threads);
    return folder->count > 0;
}

void cli_folder_inspect(cli_folder *folder, const char *const *paths, size_t count, unsigned threads) {
    clear(folder);
    for (size_t i = 0; i < count && i < MOST_ENTRIES; i++)
        add_name(folder, paths[i]);
    inspect_all(folder, AT_FDCWD, threads);
}

void cli_folder_free(cli_folder *folder) {
    cli_text_buffer_free(&folder->names);
    free(folder->entries);
    *folder = (cli_folder){0};
}
