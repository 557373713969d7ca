/*
 * The text report of a diff, for an editor: how the two relate and why, then both texts side by side
 * in the order of the first: what both have once, with small changes marked as [-only a-] {+only b+},
 * and what only one side has under "-" and "+".
 */
#include "report.h"

#include "../display.h"
#include "painter.h"
#include "passage_places.h"
#include "word_diff.h"
#include "word_edges.h"

#include <stdlib.h>
#include <string.h>

/* Bytes of a long stretch that are shown at its start and at its end. */
enum { CONTEXT_BYTES = 160, SHARED_BYTES = 400 };

struct view {
    const cli_diff *diff;
    cli_output *output;
    const dedupe_pair *pair;
    bool whole;               /* nothing is cut out (-v) */
    dedupe_passage *passages; /* those of the pair, each widened to whole words */
    cli_passage_place *places;
    bool *chosen; /* of each passage: it is quoted (--passages) */
    size_t end_a; /* what was dealt with already */
    cli_text_buffer name_a;
    cli_text_buffer name_b;
};

static const char *style(const struct view *view, cli_style wanted) {
    return cli_terminal_style(&view->diff->terminal, wanted);
}

/* Moves a cut to the start of a word near it. */
static size_t word_start(const char *text, size_t at, size_t end) {
    size_t moved = at;
    while (moved < end && moved < at + 20 && text[moved] != ' ' && text[moved] != '\n')
        moved++;
    if (moved == at + 20 || moved == end)
        moved = at;
    while (moved < end && ((unsigned char)text[moved] & 0xC0) == 0x80)
        moved++;
    return moved;
}

/* Paints a stretch, without its middle if that is long. */
static void paint_stretch(const struct view *view, cli_painter *painter, cli_style kind, const char *text,
                          size_t length, size_t context) {
    if (view->whole || length <= 2 * context + 40) {
        cli_painter_add(painter, kind, "", text, length, "");
        return;
    }
    cli_text_buffer cut = {0};
    size_t head = word_start(text, context, length);
    size_t tail = word_start(text, length - context, length);
    cli_text_buffer_add(&cut, "[… %zu bytes …]", tail - head);
    cli_painter_add(painter, kind, "", text, head, "");
    cli_painter_add(painter, CLI_STYLE_DIM, "", cut.bytes, cut.length, "");
    cli_painter_add(painter, kind, "", text + tail, length - tail, "");
    cli_text_buffer_free(&cut);
}

/* What only one side has: [start, end) of its text. Nothing is written if no word is in it. */
static void write_only(const struct view *view, const dedupe_article *article, size_t start, size_t end,
                       char prefix) {
    cli_style kind = prefix == '-' ? CLI_STYLE_REMOVED : CLI_STYLE_ADDED;
    if (start >= end || !cli_word_edges_narrow(article, &start, &end))
        return;
    cli_painter painter = cli_painter_begin(&view->diff->terminal, view->output, prefix, kind);
    paint_stretch(view, &painter, kind, article->text + start, end - start, CONTEXT_BYTES);
    cli_painter_end(&painter);
}

static void write_shared(const struct view *view, const dedupe_passage *passage) {
    const char *a = view->diff->comparison->a.text + passage->offset;
    const char *b = view->diff->comparison->b.text + passage->other_offset;
    cli_word_diff words = cli_word_diff_compute(a, passage->length, b, passage->other_length);
    cli_painter painter = cli_painter_begin(&view->diff->terminal, view->output, ' ', CLI_STYLE_PLAIN);
    for (size_t i = 0; i < words.count; i++) {
        const cli_word_run *run = &words.runs[i];
        if (run->side == CLI_WORDS_BOTH)
            paint_stretch(view, &painter, CLI_STYLE_PLAIN, a + run->start, run->length, SHARED_BYTES);
        else if (run->side == CLI_WORDS_A)
            cli_painter_add(&painter, CLI_STYLE_REMOVED, "[-", a + run->start, run->length, "-]");
        else
            cli_painter_add(&painter, CLI_STYLE_ADDED, "{+", b + run->start, run->length, "+}");
    }
    cli_painter_end(&painter);
    cli_word_diff_free(&words);
}

static void write_passage(struct view *view, size_t index) {
    const dedupe_passage *passage = &view->passages[index];
    const dedupe_article *a = &view->diff->comparison->a;
    const dedupe_article *b = &view->diff->comparison->b;
    const cli_passage_place *place = &view->places[index];
    write_only(view, a, view->end_a, passage->offset, '-');
    write_only(view, b, place->end_before_b, passage->other_offset, '+');
    if (passage->offset + passage->length > view->end_a)
        view->end_a = passage->offset + passage->length;
    cli_output_format(view->output, "%s= %zu%s  %s- line %zu%s  %s+ line %zu%s%s\n",
                      style(view, CLI_STYLE_BOLD), index + 1, style(view, CLI_STYLE_PLAIN),
                      style(view, CLI_STYLE_REMOVED), place->line_a, style(view, CLI_STYLE_PLAIN),
                      style(view, CLI_STYLE_ADDED), place->line_b, style(view, CLI_STYLE_PLAIN),
                      view->chosen[index] ? "" : "  (not quoted)");
    if (view->chosen[index])
        write_shared(view, passage);
}

static size_t end_of_b(const struct view *view) {
    size_t end = 0;
    for (size_t i = 0; i < view->pair->passage_count; i++) {
        size_t passage_end = view->passages[i].other_offset + view->passages[i].other_length;
        end = passage_end > end ? passage_end : end;
    }
    return end;
}

static void write_head(struct view *view) {
    const dedupe_pair *pair = view->pair;
    cli_output *output = view->output;
    const dedupe_comparison *comparison = view->diff->comparison;
    cli_output_format(output, "%s- %s%s  %zu letters\n", style(view, CLI_STYLE_REMOVED), view->name_a.bytes,
                      style(view, CLI_STYLE_PLAIN), comparison->a.letters);
    cli_output_format(output, "%s+ %s%s  %zu letters\n\n", style(view, CLI_STYLE_ADDED), view->name_b.bytes,
                      style(view, CLI_STYLE_PLAIN), comparison->b.letters);
    cli_output_format(output, "%s%s%s: %s\n", style(view, CLI_STYLE_BOLD),
                      dedupe_relation_name(pair->relation), style(view, CLI_STYLE_PLAIN),
                      dedupe_reason_text(pair->reason));
    cli_output_format(output, "  %3.0f%% of %s is in %s\n", pair->coverage_of_a * 100, view->name_a.bytes,
                      view->name_b.bytes);
    cli_output_format(output, "  %3.0f%% of %s is in %s\n", pair->coverage_of_b * 100, view->name_b.bytes,
                      view->name_a.bytes);
    cli_output_format(output, "  resemblance %.2f, %zu shared passage%s\n", pair->resemblance,
                      pair->passage_count, pair->passage_count == 1 ? "" : "s");
}

void cli_diff_write_text(const cli_diff *diff, cli_output *output) {
    const dedupe_comparison *comparison = diff->comparison;
    struct view view = {.diff = diff, .output = output, .pair = &comparison->pair};
    view.whole = diff->options->verbose;
    view.chosen = cli_diff_choose_passages(diff);
    view.passages = cli_word_edges_widen(comparison);
    view.places = cli_passage_places_find(comparison, view.passages, view.pair->passage_count);
    cli_display_path(&view.name_a, diff->a.name);
    cli_display_path(&view.name_b, diff->b.name);
    write_head(&view);
    for (size_t i = 0; i < view.pair->passage_count && cli_output_alive(output); i++) {
        cli_output_text(output, "\n");
        write_passage(&view, i);
    }
    if (view.pair->passage_count > 0) {
        cli_output_text(output, "\n");
        write_only(&view, &comparison->a, view.end_a, comparison->a.text_length, '-');
        write_only(&view, &comparison->b, end_of_b(&view), comparison->b.text_length, '+');
    }
    free(view.chosen);
    free(view.passages);
    free(view.places);
    cli_text_buffer_free(&view.name_a);
    cli_text_buffer_free(&view.name_b);
}
