/* Checks of form, in the order of the header. Each returns the promise that is broken, or NULL. */
#include "result_check.h"

#include <stdlib.h>
#include <string.h>

static bool is_share(double value) {
    return value >= 0.0 && value <= 1.0; /* false for NaN */
}

/* A passage begins and ends between characters; where bytes are invalid there is no telling. */
static bool is_boundary(const dedupe_article *article, size_t at) {
    return article->invalid_bytes > 0 || at == article->text_length ||
           ((unsigned char)article->text[at] & 0xc0) != 0x80;
}

static bool is_range(const dedupe_article *article, size_t offset, size_t length) {
    return length > 0 && offset <= article->text_length && length <= article->text_length - offset &&
           is_boundary(article, offset) && is_boundary(article, offset + length);
}

static const char *check_article(const dedupe_article *article) {
    if (article->id == NULL)
        return "an article has an id";
    if (article->text == NULL && article->text_length > 0 && !article->origin.is_fetchable)
        return "an article has a text, unless it can be fetched";
    if (article->boilerplate_letters > article->letters)
        return "boilerplate letters are letters of the article";
    if (article->invalid_bytes > article->text_length)
        return "invalid bytes are bytes of the article";
    if (article->state == DEDUPE_ARTICLE_EMPTY && article->letters > 0)
        return "an empty article has no letters";
    return NULL;
}

static const char *check_passages(const dedupe_article *article, const dedupe_article *other,
                                  const dedupe_passage *passages, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (!is_range(article, passages[i].offset, passages[i].length))
            return "a passage lies in its article, in whole characters";
        if (!is_range(other, passages[i].other_offset, passages[i].other_length))
            return "a passage lies in the other article, in whole characters";
    }
    return NULL;
}

static const char *check_pair(const dedupe_article *articles, size_t count, const dedupe_pair *pair) {
    if (pair->a >= pair->b || pair->b >= count)
        return "a pair names two articles, the lower first";
    if (!is_share(pair->resemblance) || !is_share(pair->coverage_of_a) || !is_share(pair->coverage_of_b))
        return "resemblance and coverage are shares";
    if (pair->relation < DEDUPE_NONE || pair->relation > DEDUPE_IDENTICAL)
        return "a pair has a relation";
    if (!(pair->derived_up_to >= 0.0))
        return "the highest threshold of a pair is 0 or more";
    if (articles[pair->a].state != DEDUPE_ARTICLE_COMPARED ||
        articles[pair->b].state != DEDUPE_ARTICLE_COMPARED)
        return pair->relation == DEDUPE_NONE ? NULL : "only articles that were compared have a relation";
    return check_passages(&articles[pair->a], &articles[pair->b], pair->passages, pair->passage_count);
}

static const char *check_member(const dedupe_result *result, const dedupe_member *member) {
    if (member->article >= result->article_count || member->to >= result->article_count)
        return "a member names an article and what it is linked to";
    if (!is_share(member->resemblance) || !is_share(member->coverage) || !is_share(member->coverage_of_other))
        return "resemblance and coverage of a member are shares";
    return check_passages(&result->articles[member->article], &result->articles[member->to], member->passages,
                          member->passage_count);
}

static bool is_member(const dedupe_cluster *cluster, size_t article) {
    for (size_t i = 0; i < cluster->member_count; i++)
        if (cluster->members[i].article == article)
            return true;
    return false;
}

static const char *check_cluster(const dedupe_result *result, const dedupe_cluster *cluster) {
    if (cluster->member_count < 2 || !is_share(cluster->cohesion))
        return "a cluster has two members or more, and a cohesion";
    if (strlen(cluster->id) != 16 || strspn(cluster->id, "0123456789abcdef") != 16)
        return "the id of a cluster is 16 hex digits";
    const dedupe_member *first = &cluster->members[0];
    if (first->article != cluster->representative || first->to != first->article || first->passage_count > 0)
        return "the representative is the first member, linked to itself, without passages";
    for (size_t i = 0; i < cluster->member_count; i++) {
        const char *broken = check_member(result, &cluster->members[i]);
        if (broken != NULL)
            return broken;
        if (!is_member(cluster, cluster->members[i].to))
            return "a member is linked to a member";
    }
    for (size_t i = 0; i < cluster->related_count; i++) {
        const char *broken = check_member(result, &cluster->related[i]);
        if (broken != NULL)
            return broken;
        if (is_member(cluster, cluster->related[i].article) || !is_member(cluster, cluster->related[i].to))
            return "a related article is no member and is linked to one";
    }
    return NULL;
}

/* Marks the members in `seen`, one byte an article. */
static const char *check_clusters(const dedupe_result *result, unsigned char *seen) {
    for (size_t i = 0; i < result->cluster_count; i++) {
        const dedupe_cluster *cluster = &result->clusters[i];
        const char *broken = check_cluster(result, cluster);
        if (broken != NULL)
            return broken;
        if (i > 0 && result->clusters[i - 1].member_count < cluster->member_count)
            return "the largest cluster comes first";
        for (size_t m = 0; m < cluster->member_count; m++)
            if (seen[cluster->members[m].article]++ > 0)
                return "an article is a member once";
    }
    return NULL;
}

static const char *check_pairs(const dedupe_result *result) {
    for (size_t i = 0; i < result->pair_count; i++) {
        const dedupe_pair *pair = &result->pairs[i];
        const char *broken = check_pair(result->articles, result->article_count, pair);
        if (broken != NULL)
            return broken;
        if (pair->relation == DEDUPE_NONE)
            return "a listed pair has a relation";
        if (i > 0 && (pair[-1].a > pair->a || (pair[-1].a == pair->a && pair[-1].b >= pair->b)))
            return "pairs are listed by a, then b, each once";
    }
    return NULL;
}

const char *result_check(const dedupe_result *result) {
    for (size_t i = 0; i < result->article_count; i++) {
        const char *broken = check_article(&result->articles[i]);
        if (broken != NULL)
            return broken;
        if (i > 0 && strcmp(result->articles[i - 1].id, result->articles[i].id) >= 0)
            return "articles are listed in order of id, each once";
    }
    for (size_t i = 0; i < result->boilerplate_count; i++) {
        const dedupe_boilerplate *block = &result->boilerplate[i];
        if (block->article >= result->article_count ||
            !is_range(&result->articles[block->article], block->offset, block->length))
            return "boilerplate lies in its article, in whole characters";
    }
    const char *broken = check_pairs(result);
    if (broken != NULL)
        return broken;
    unsigned char *seen = calloc(result->article_count + 1, 1);
    if (seen == NULL)
        return "there is memory for the check";
    broken = check_clusters(result, seen);
    free(seen);
    return broken;
}

const char *result_check_comparison(const dedupe_comparison *comparison) {
    const dedupe_article articles[2] = {comparison->a, comparison->b};
    for (size_t i = 0; i < 2; i++) {
        const char *broken = check_article(&articles[i]);
        if (broken != NULL)
            return broken;
    }
    if (comparison->pair.a != 0 || comparison->pair.b != 1)
        return "a comparison is of a and b";
    return check_pair(articles, 2, &comparison->pair);
}
