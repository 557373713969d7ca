/* Runs a fuzz target without a fuzzer: over every file of the folders named, and over damaged copies of
 * each, which are the same on every machine. So the seeds and old findings are tested with any compiler. */
#include "fuzz_target.h"

#include <dirent.h>
#include <stdbool.h>
#include <string.h>

enum { COPIES = 60, SEED_MAX = 1 << 20 };

static uint64_t next_random(uint64_t *state) {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

/* Damages the copy in a few places: a byte set, a stretch moved over another, the end cut. */
static size_t damage(uint8_t *data, size_t size, uint64_t *random) {
    size_t times = (size_t)(next_random(random) % 8) + 1;
    for (size_t i = 0; i < times && size > 1; i++) {
        size_t from = (size_t)(next_random(random) % size);
        size_t to = (size_t)(next_random(random) % size);
        size_t longest = size - (from > to ? from : to);
        switch (next_random(random) % 8) {
        case 0:
            size = to + 1;
            break;
        case 1:
        case 2:
            memmove(data + to, data + from, longest);
            break;
        case 3:
            data[to] = 0x1e;
            break;
        default:
            data[to] = (uint8_t)next_random(random);
        }
    }
    return size;
}

/* The target gets exactly its bytes, so that a read beyond them is found. */
static bool run_copy(const uint8_t *data, size_t size, uint64_t *random) {
    uint8_t *copy = malloc(size + 1);
    if (copy == NULL)
        return false;
    memcpy(copy, data, size);
    size_t length = random != NULL ? damage(copy, size, random) : size;
    uint8_t *exact = realloc(copy, length > 0 ? length : 1);
    if (exact == NULL)
        exact = copy;
    (void)LLVMFuzzerTestOneInput(exact, length);
    free(exact);
    return true;
}

static bool run_file(const char *folder, const char *name) {
    char path[4096];
    int written = snprintf(path, sizeof path, "%s/%s", folder, name);
    if (written < 0 || (size_t)written >= sizeof path)
        return false;
    static uint8_t data[SEED_MAX];
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return false;
    size_t size = fread(data, 1, sizeof data, file);
    bool read = ferror(file) == 0;
    (void)fclose(file);
    uint64_t random = 0x9e3779b97f4a7c15u ^ size;
    bool ran = read && run_copy(data, size, NULL);
    for (size_t i = 0; ran && i < COPIES; i++)
        ran = run_copy(data, size, &random);
    if (!ran)
        fprintf(stderr, "%s: could not be read or run\n", path);
    return ran;
}

/* Runs the files of a folder; false on trouble or if there are none. */
static bool run_folder(const char *folder) {
    DIR *entries = opendir(folder);
    if (entries == NULL) {
        fprintf(stderr, "%s: no such folder\n", folder);
        return false;
    }
    size_t files = 0;
    bool good = true;
    for (struct dirent *entry = readdir(entries); entry != NULL; entry = readdir(entries)) {
        if (entry->d_name[0] == '.')
            continue;
        good = run_file(folder, entry->d_name) && good;
        files++;
    }
    (void)closedir(entries);
    printf("%s: %zu seeds, %zu inputs\n", folder, files, files * (COPIES + 1));
    return good && files > 0;
}

int main(int argument_count, char **arguments) {
    bool good = argument_count > 1;
    for (int i = 1; i < argument_count; i++)
        good = run_folder(arguments[i]) && good;
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
