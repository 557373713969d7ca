/* The entries of a folder: what is told of them is the same for any number of threads, and for more of them
 * than are read at a time. */
#include "input/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { FILES = 9000, NAME_BYTES = 32 };

/* File i has i % 7 bytes. There are also a hidden file, a folder, a link to file 6, one to the folder and one
 * that leads nowhere. */
static void fill(int folder) {
    char name[NAME_BYTES];
    for (int i = 0; i < FILES; i++) {
        (void)snprintf(name, sizeof name, "%d", i);
        const int file = openat(folder, name, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
        assert_true(file >= 0);
        assert_int_equal(write(file, "1234567", (size_t)i % 7), i % 7);
        close(file);
    }
    assert_int_equal(symlinkat("6", folder, ".hidden"), 0);
    assert_int_equal(mkdirat(folder, "below", 0700), 0);
    assert_int_equal(symlinkat("6", folder, "link"), 0);
    assert_int_equal(symlinkat("below", folder, "way"), 0);
    assert_int_equal(symlinkat("none", folder, "nowhere"), 0);
}

static void empty(int folder) {
    static const char *const others[] = {".hidden", "link", "way", "nowhere"};
    char name[NAME_BYTES];
    for (int i = 0; i < FILES; i++) {
        (void)snprintf(name, sizeof name, "%d", i);
        unlinkat(folder, name, 0);
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        unlinkat(folder, others[i], 0);
    unlinkat(folder, "below", AT_REMOVEDIR);
}

static void check_entry(const cli_folder_entry *entry, const char *name, bool *seen) {
    if (name[0] >= '0' && name[0] <= '9') {
        const long number = strtol(name, NULL, 10);
        assert_false(seen[number]);
        seen[number] = true;
        assert_true(entry->error == 0 && !entry->is_link && S_ISREG(entry->target.st_mode));
        assert_int_equal(entry->target.st_size, number % 7);
    } else if (strcmp(name, "below") == 0 || strcmp(name, "way") == 0) {
        assert_true(entry->error == 0 && S_ISDIR(entry->target.st_mode));
        assert_int_equal(entry->is_link, name[0] == 'w');
    } else if (strcmp(name, "link") == 0) {
        assert_true(entry->error == 0 && entry->is_link && S_ISREG(entry->target.st_mode));
        assert_int_equal(entry->target.st_size, 6);
    } else {
        assert_string_equal(name, "nowhere");
        assert_int_equal(entry->error, ENOENT);
    }
}

static void read_with(const char *path, unsigned threads) {
    static bool seen[FILES];
    cli_folder folder = {0};
    size_t count = 0;
    DIR *stream = opendir(path);
    assert_non_null(stream);
    memset(seen, 0, sizeof seen);
    while (cli_folder_read(&folder, stream, threads)) {
        assert_int_equal(folder.error, 0);
        for (size_t i = 0; i < folder.count; i++)
            check_entry(&folder.entries[i], folder.names.bytes + folder.entries[i].name, seen);
        count += folder.count;
    }
    assert_int_equal(count, FILES + 4);
    cli_folder_free(&folder);
    closedir(stream);
}

static void entries_are_told_by_any_number_of_threads(void **state) {
    char path[] = "/tmp/dedupe-folder-XXXXXX";
    (void)state;
    assert_non_null(mkdtemp(path));
    const int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    assert_true(folder >= 0);
    fill(folder);
    for (unsigned threads = 1; threads < 20; threads = threads * 2 + 1)
        read_with(path, threads);
    empty(folder);
    close(folder);
    assert_int_equal(rmdir(path), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(entries_are_told_by_any_number_of_threads)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
