/* A client of libdedupe: which of the files named on the command line share their text, with the proof.
 *
 *     cc example.c $(pkg-config --cflags --libs dedupe) -o example && ./example news/a.txt news/b.txt
 */
#include <dedupe/dedupe.h>

#include <stdio.h>

/* Adds the first megabyte of a file to the corpus, which copies the text. */
static dedupe_status add_file(dedupe_corpus *corpus, const char *path, dedupe_error *error) {
    static char text[1 << 20];
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        (void)snprintf(error->message, sizeof error->message, "%s cannot be opened", path);
        return DEDUPE_ERROR_ARGUMENT;
    }
    const size_t length = fread(text, 1, sizeof text, file);
    (void)fclose(file);
    return dedupe_corpus_add(corpus, path, text, length, error);
}

/* Prints a member of a cluster, its relation, and the longest passage that shows it. */
static void print_member(const dedupe_result *result, const dedupe_member *member) {
    const dedupe_article *article = &result->articles[member->article];
    printf("  %-10s %3.0f%%  %s\n", dedupe_relation_name(member->relation), 100 * member->coverage,
           article->id);
    if (member->passage_count > 0)
        printf("      \"%.*s\"\n", (int)member->passages[0].length,
               article->text + member->passages[0].offset);
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
    dedupe_error error = {0};
    dedupe_corpus *corpus = NULL;
    dedupe_result *result = NULL;
    dedupe_status status = dedupe_corpus_create(NULL, &corpus, &error);
    for (int i = 1; i < argument_count && status == DEDUPE_OK; i++)
        status = add_file(corpus, arguments[i], &error);
    if (status == DEDUPE_OK)
        status = dedupe_corpus_run(corpus, &result, &error);
    if (status == DEDUPE_OK)
        print_clusters(result);
    else
        fprintf(stderr, "example: %s\n", error.message);
    dedupe_result_free(result); /* before the corpus, whose texts it points to */
    dedupe_corpus_free(corpus);
    return status == DEDUPE_OK ? 0 : 1;
}
