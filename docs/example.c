/* A client of libdedupe in one page: reads the files named on the command line, prints which of them share
 * their text, and quotes the longest passage of each link.
 *
 *     cc example.c $(pkg-config --cflags --libs dedupe) -o example && ./example news/a.txt news/b.txt
 */
#include <dedupe/dedupe.h>

#include <stdio.h>
#include <stdlib.h>

static int fail(const char *what, const char *why) {
    fprintf(stderr, "example: %s: %s\n", what, why);
    return EXIT_FAILURE;
}

/* Adds one file to the corpus. The corpus copies the text, so the buffer is free again at once. */
static int add_file(dedupe_corpus *corpus, const char *path, char *buffer, size_t buffer_length) {
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return fail(path, "cannot be opened");
    size_t length = fread(buffer, 1, buffer_length, file);
    int complete = feof(file) && !ferror(file);
    (void)fclose(file);
    if (!complete)
        return fail(path, "cannot be read, or is too long for this example");
    dedupe_error error;
    if (dedupe_corpus_add(corpus, path, buffer, length, &error) != DEDUPE_OK)
        return fail(path, error.message);
    return EXIT_SUCCESS;
}

static void print_member(const dedupe_result *result, const dedupe_member *member) {
    const dedupe_article *article = &result->articles[member->article];
    printf("  %-10s %3.0f%%  %s\n", dedupe_relation_name(member->relation), 100 * member->coverage,
           article->id);
    if (member->passage_count > 0) {
        const dedupe_passage *longest = &member->passages[0];
        printf("      \"%.*s\"\n", (int)longest->length, article->text + longest->offset);
    }
}

static void print_clusters(const dedupe_result *result) {
    for (size_t i = 0; i < result->cluster_count; i++) {
        const dedupe_cluster *cluster = &result->clusters[i];
        printf("%zu articles like %s\n", cluster->member_count, result->articles[cluster->representative].id);
        for (size_t at = 1; at < cluster->member_count; at++)
            print_member(result, &cluster->members[at]);
    }
}

int main(int argument_count, char **arguments) {
    enum { BUFFER_LENGTH = 1 << 20 };
    static char buffer[BUFFER_LENGTH];
    dedupe_error error;
    dedupe_corpus *corpus = NULL;
    dedupe_result *result = NULL;
    if (dedupe_corpus_create(NULL, &corpus, &error) != DEDUPE_OK)
        return fail("corpus", error.message);
    int status = EXIT_SUCCESS;
    for (int i = 1; i < argument_count && status == EXIT_SUCCESS; i++)
        status = add_file(corpus, arguments[i], buffer, BUFFER_LENGTH);
    if (status == EXIT_SUCCESS && dedupe_corpus_run(corpus, &result, &error) != DEDUPE_OK)
        status = fail("run", error.message);
    if (status == EXIT_SUCCESS)
        print_clusters(result);
    dedupe_result_free(result); /* before the corpus, whose texts it points to */
    dedupe_corpus_free(corpus);
    return status;
}
