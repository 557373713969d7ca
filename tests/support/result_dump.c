#include "result_dump.h"

#include <stdio.h>
#include <stdlib.h>

static void dump_article(FILE *out, const dedupe_article *article) {
    fprintf(out, "article %s state %d letters %zu boilerplate %zu invalid %zu%s: %.*s\n", article->id,
            (int)article->state, article->letters, article->boilerplate_letters, article->invalid_bytes,
            article->is_roundup ? " round-up" : "", (int)article->text_length,
            article->text_length > 0 ? article->text : "");
}

static void dump_passages(FILE *out, const dedupe_passage *passage, size_t count) {
    for (size_t i = 0; i < count; i++)
        fprintf(out, "    %zu+%zu %zu+%zu\n", passage[i].offset, passage[i].length, passage[i].other_offset,
                passage[i].other_length);
}

static void dump_pair(FILE *out, const dedupe_pair *pair) {
    fprintf(out, "pair %zu %zu %s (%d) %a %a %a %a\n", pair->a, pair->b, dedupe_relation_name(pair->relation),
            (int)pair->reason, pair->resemblance, pair->coverage_of_a, pair->coverage_of_b,
            pair->derived_up_to);
    dump_passages(out, pair->passages, pair->passage_count);
}

static void dump_members(FILE *out, const char *kind, const dedupe_member *member, size_t count) {
    for (size_t i = 0; i < count; i++) {
        fprintf(out, "  %s %zu to %zu %s (%d) %a %a %a\n", kind, member[i].article, member[i].to,
                dedupe_relation_name(member[i].relation), (int)member[i].reason, member[i].resemblance,
                member[i].coverage, member[i].coverage_of_other);
        dump_passages(out, member[i].passages, member[i].passage_count);
    }
}

static void dump_clusters(FILE *out, const dedupe_result *result) {
    for (size_t i = 0; i < result->cluster_count; i++) {
        const dedupe_cluster *cluster = &result->clusters[i];
        fprintf(out, "cluster %s of %zu cohesion %a\n", cluster->id, cluster->representative,
                cluster->cohesion);
        dump_members(out, "member", cluster->members, cluster->member_count);
        dump_members(out, "related", cluster->related, cluster->related_count);
    }
}

static FILE *start(char **text, size_t *length) {
    FILE *out = open_memstream(text, length);
    if (out == NULL)
        abort();
    return out;
}

static char *finish(FILE *out, char **text) {
    if (fclose(out) != 0)
        abort();
    return *text;
}

char *result_dump(const dedupe_result *result) {
    char *text = NULL;
    size_t length = 0;
    FILE *out = start(&text, &length);
    for (size_t i = 0; i < result->article_count; i++)
        dump_article(out, &result->articles[i]);
    dump_clusters(out, result);
    for (size_t i = 0; i < result->pair_count; i++)
        dump_pair(out, &result->pairs[i]);
    for (size_t i = 0; i < result->boilerplate_count; i++)
        fprintf(out, "boilerplate %zu %zu+%zu in %zu\n", result->boilerplate[i].article,
                result->boilerplate[i].offset, result->boilerplate[i].length,
                result->boilerplate[i].articles);
    fprintf(out, "counts %zu %zu %zu %zu\n", result->counts.compared, result->counts.candidate_pairs,
            result->counts.verified_pairs, result->counts.unrelated_pairs);
    return finish(out, &text);
}

char *comparison_dump(const dedupe_comparison *comparison) {
    char *text = NULL;
    size_t length = 0;
    FILE *out = start(&text, &length);
    dump_article(out, &comparison->a);
    dump_article(out, &comparison->b);
    dump_pair(out, &comparison->pair);
    return finish(out, &text);
}
