/* Made-up corpora: see article_maker.h. Hostile shapes are in hostile_maker.c. */
#include "article_maker.h"

#include "hostile_maker.h"

#include <stdlib.h>
#include <string.h>

enum {
    OUTLETS = 100,
    FORMS = 20,
    FORM_SHARE = 100,    /* one article in so many is a form */
    ROUNDUP_SHARE = 500, /* one in so many strings stories together */
    ROUNDUP_STORIES = 4,
    HOT_PERIOD = 1000, /* of so many articles of a hot corpus, HOT_VERSIONS carry one story */
    HOT_VERSIONS = 300
};

/* Kinds of seeds, so that no two things are made from one. */
enum { SEED_STORY = 1, SEED_VERSION, SEED_OUTLET, SEED_FORM, SEED_OTHER };

static random_source source_of(const article_maker *maker, unsigned kind, uint64_t number) {
    random_source mixed = random_start(maker->seed * 16 + kind);
    return random_start(random_next(&mixed) ^ number * 0x9e3779b97f4a7c15u);
}

bool article_shape_parse(const char *name, article_shape *shape) {
    static const char *const names[] = {"news",     "hot",   "identical", "one_word", "footer",
                                        "sentence", "large", "letter",    "chain",    "one_letter"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0) {
            *shape = (article_shape)i;
            return true;
        }
    return false;
}

/* ---- which article is a version of which story */

/* How many articles carry the next story. */
static size_t choose_versions(const article_maker *maker, random_source *source, bool is_hot) {
    if (is_hot)
        return HOT_VERSIONS < maker->count / 2 ? HOT_VERSIONS : maker->count / 2;
    const double dice = random_share(source);
    return dice < 0.885    ? 1
           : dice < 0.94   ? 2
           : dice < 0.985  ? 3 + random_below(source, 3)
           : dice < 0.9998 ? 6 + random_below(source, 7)
                           : 60;
}

static void assign_stories(article_maker *maker) {
    random_source source = source_of(maker, SEED_OTHER, 0);
    maker->story = calloc(maker->count, sizeof *maker->story);
    if (maker->story == NULL)
        abort();
    size_t next_hot = maker->shape == ARTICLES_HOT ? 0 : SIZE_MAX;
    for (size_t first = 0; first < maker->count;) {
        const bool is_hot = first >= next_hot;
        const size_t versions = choose_versions(maker, &source, is_hot);
        next_hot += is_hot ? HOT_PERIOD : 0;
        const size_t end = maker->count - first < versions ? maker->count : first + versions;
        for (size_t i = first; i < end; i++)
            maker->story[i] = (uint32_t)first;
        first = end;
    }
}

/* A step of about the golden ratio of `count` without a common divisor. */
static size_t choose_stride(size_t count) {
    size_t stride = (size_t)((double)count * 0.6180339887) | 1;
    for (;; stride += 2) {
        size_t a = stride, b = count;
        while (b > 0) {
            const size_t rest = a % b;
            a = b;
            b = rest;
        }
        if (a == 1)
            return stride;
    }
}

article_maker article_maker_create(article_shape shape, size_t count, size_t mean_bytes, uint64_t seed) {
    article_maker maker = {.shape = shape, .asked = count, .mean_bytes = mean_bytes, .seed = seed};
    maker.count = shape == ARTICLES_NEWS || shape == ARTICLES_HOT ? count : hostile_maker_count(shape, count);
    maker.stride = choose_stride(maker.count);
    if (shape == ARTICLES_NEWS || shape == ARTICLES_HOT)
        assign_stories(&maker);
    return maker;
}

void article_maker_free(article_maker *maker) {
    free(maker->story);
    *maker = (article_maker){0};
}

/* ---- one article */

/* Lengths of a quarter to two and a half of the mean, shorter ones more often. */
static size_t choose_bytes(const article_maker *maker, random_source *source) {
    const double share = random_share(source);
    return (size_t)((double)maker->mean_bytes * (0.25 + 2.25 * share * share));
}

static void tell_story(const article_maker *maker, size_t number, story *out) {
    random_source source = source_of(maker, SEED_STORY, number);
    /* Hot stories are few: were their lengths left to chance, two corpora of them could not be compared. */
    story_add_prose(out, &source,
                    maker->shape == ARTICLES_HOT ? maker->mean_bytes : choose_bytes(maker, &source));
}

/* A form: fixed prose with figures and names filled in for each article. */
static void fill_form(const article_maker *maker, size_t number, story *out) {
    random_source facts = source_of(maker, SEED_VERSION, number);
    random_source form = source_of(maker, SEED_FORM, number % FORMS);
    for (size_t line = 0; line < 12; line++) {
        story_add_prose(out, &form, 90);
        char value[32];
        size_t length = 0;
        for (size_t digits = 2 + random_below(&facts, 4); length < digits; length++)
            value[length] = (char)('1' + random_below(&facts, 9));
        value[length++] = '\n';
        story_add_bytes(out, value, length);
    }
}

static void tell_roundup(const article_maker *maker, random_source *source, story *out) {
    story told = {0};
    story_add_prose(out, source, 200);
    for (size_t i = 0; i < ROUNDUP_STORIES; i++) {
        told.length = 0;
        tell_story(maker, maker->story[random_below(source, maker->count)], &told);
        story_add_part(out, &told, 0, 400 + random_below(source, 300));
        story_add_text(out, "\n\n");
    }
    story_add_prose(out, source, 600);
    story_free(&told);
}

/* One outlet's way with a story. */
static void add_version(const article_maker *maker, const story *told, random_source *source, story *out) {
    const size_t kind = random_below(source, 20);
    if (kind < 3) {
        story_add_bytes(out, told->text, told->length);
    } else if (kind < 9) {
        story_add_prose(out, source, 60);
        story_add_damaged(out, told, source, 0.001);
    } else if (kind < 13) {
        story_add_part(out, told, 0, told->length * (4 + random_below(source, 6)) / 10);
    } else if (kind < 16) {
        story_add_rewrite(out, told, source, 0.5 + 0.4 * random_share(source));
    } else if (kind < 18) {
        story_add_damaged(out, told, source, 0.03);
    } else {
        story_add_part(out, told, 0, told->length / 2);
        story_add_prose(out, source, maker->mean_bytes);
    }
}

/* The menu (`part` 0) or the small print (1) of an outlet. */
static void add_frame(const article_maker *maker, size_t outlet, unsigned part, story *out) {
    random_source source = source_of(maker, SEED_OUTLET, outlet * 2 + part);
    if (part == 1)
        story_add_text(out, "\n\n");
    story_add_prose(out, &source, part == 0 ? 120 : 320);
}

/* Puts typographic quotes round one sentence in six, from `begin` on. */
static void add_quotes(story *out, const story *plain, random_source *source) {
    bool open = false;
    size_t from = 0;
    for (size_t i = 0; i + 1 < plain->length; i++) {
        if (plain->text[i] != '.' || plain->text[i + 1] != ' ')
            continue;
        story_add_bytes(out, plain->text + from, i + 1 - from);
        if (open)
            story_add_text(out, "\xe2\x80\x9d");
        story_add_text(out, " ");
        open = random_below(source, 6) == 0;
        if (open)
            story_add_text(out, "\xe2\x80\x9c");
        from = i + 2;
    }
    story_add_bytes(out, plain->text + from, plain->length - from);
}

static void write_body(const article_maker *maker, size_t number, random_source *source, story *out) {
    const size_t first = maker->story[number];
    const bool alone = first == number && (number + 1 == maker->count || maker->story[number + 1] != first);
    story told = {0};
    if (alone && random_below(source, FORM_SHARE) == 0) {
        fill_form(maker, number, out);
    } else if (alone && random_below(source, ROUNDUP_SHARE) == 0) {
        tell_roundup(maker, source, out);
    } else if (first == number) {
        tell_story(maker, number, out);
    } else {
        tell_story(maker, first, &told);
        add_version(maker, &told, source, out);
    }
    story_free(&told);
}

static void write_article(const article_maker *maker, size_t number, story *out) {
    random_source source = source_of(maker, SEED_VERSION, number);
    const size_t outlet = random_below(&source, OUTLETS);
    const bool framed = random_below(&source, 2) == 0;
    story plain = {0};
    if (framed)
        add_frame(maker, outlet, 0, &plain);
    write_body(maker, number, &source, &plain);
    if (framed)
        add_frame(maker, outlet, 1, &plain);
    if (random_below(&source, 2) == 0)
        add_quotes(out, &plain, &source);
    else
        story_add_bytes(out, plain.text, plain.length);
    story_free(&plain);
}

void article_maker_write(const article_maker *maker, size_t number, story *out) {
    const size_t mixed = (size_t)((__uint128_t)number * maker->stride % maker->count);
    if (maker->story != NULL)
        write_article(maker, mixed, out);
    else
        hostile_maker_write(maker, mixed, out);
}
