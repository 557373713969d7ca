#include "headline_pages.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void add_page(dedupe_corpus *corpus, const headline_page *page, size_t number) {
    static char headline[4096];
    char id[32];
    const dedupe_origin origin = {.outlet = page->outlet, .headline = page->headline ? headline : NULL};
    (void)snprintf(id, sizeof id, "page-%03zu", number);
    (void)snprintf(headline, sizeof headline, "%s", page->headline ? page->headline : "");
    assert_int_equal(dedupe_corpus_add_from(corpus, id, page->text.text, page->text.length, &origin, NULL),
                     DEDUPE_OK);
    memset(headline, '#', sizeof headline); /* it was copied */
}

headline_pairs headline_pages_compare(const headline_page *pages, size_t count, dedupe_reason reason) {
    dedupe_options options = dedupe_options_default();
    dedupe_corpus *corpus = NULL;
    dedupe_result *result = NULL;
    headline_pairs pairs = {0, 0};
    options.every_pair = true;
    assert_int_equal(dedupe_corpus_create(&options, &corpus, NULL), DEDUPE_OK);
    for (size_t i = 0; i < count; i++)
        add_page(corpus, &pages[i], i);
    assert_int_equal(dedupe_corpus_run(corpus, &result, NULL), DEDUPE_OK);
    for (size_t i = 0; i < count; i++) {
        const char *kept = result->articles[i].origin.headline;
        assert_true((kept == NULL) == (pages[i].headline == NULL));
        assert_true(kept == NULL || strcmp(kept, pages[i].headline) == 0);
    }
    for (size_t i = 0; i < result->pair_count; i++) {
        const dedupe_pair *pair = &result->pairs[i];
        pairs.duplicates += pair->relation >= DEDUPE_DERIVED && pair->relation != DEDUPE_IDENTICAL;
        pairs.of_reason += pair->reason == reason;
    }
    dedupe_result_free(result);
    dedupe_corpus_free(corpus);
    return pairs;
}

void headline_pages_free(headline_page *pages, size_t count) {
    for (size_t i = 0; i < count; i++)
        story_free(&pages[i].text);
    memset(pages, 0, count * sizeof *pages);
}
