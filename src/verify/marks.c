#include "verify/marks.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"

#define EACH_BYTE(value) (UINT64_C(0x0101010101010101) * (value))

enum { WORD = 8, WORDS_MOST = 31 /* whose bits add up to less than 256 in all */ };

_Static_assert(DD_MARK_COVERED == 1 && DD_MARK_BOILERPLATE == 2, "words of marks are shifted");

static void mark_spans(uint8_t *mark, const dd_spans *spans) {
    for (size_t i = 0; spans && i < spans->count; i++)
        for (uint32_t l = spans->span[i].begin; l < spans->span[i].end; l++)
            mark[l] |= DD_MARK_BOILERPLATE;
}

void dd_marks_add(uint8_t *side, uint32_t begin, uint32_t end, uint8_t mark) {
    for (uint32_t l = begin; l < end; l++)
        side[l] |= mark;
}

/* The first span that ends after a letter. */
static size_t first_span(const dd_spans *spans, uint32_t letter) {
    size_t low = 0, high = spans ? spans->count : 0;
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (spans->span[middle].end <= letter)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Marks what one side of a run covers, and as boilerplate what stands opposite to boilerplate: the borders of
 * spans are known to a few letters only, and each side may know another part. */
static void mark_run(uint8_t *mark, uint32_t begin, uint32_t end, const dd_spans *other_spans,
                     uint32_t other_begin, uint32_t other_end) {
    dd_marks_add(mark, begin, end, DD_MARK_COVERED);
    for (size_t i = first_span(other_spans, other_begin); other_spans && i < other_spans->count; i++) {
        const dd_span *span = &other_spans->span[i];
        if (span->begin >= other_end)
            break;
        uint32_t from = span->begin > other_begin ? begin + (span->begin - other_begin) : begin;
        uint32_t to = span->end < other_end ? begin + (span->end - other_begin) : end;
        dd_marks_add(mark, from < end ? from : end, to < end ? to : end, DD_MARK_BOILERPLATE);
    }
}

/* Marks as boilerplate what a run has besides boilerplate in stretches too short for a passage: the rest of a
 * frame whose borders are known to a few letters only, or a stock phrase beside it. */
static void mark_rests(uint8_t *mark, uint32_t begin, uint32_t end) {
    uint32_t first = begin;
    while (first < end && !(mark[first] & DD_MARK_BOILERPLATE))
        first++;
    if (first == end)
        return;
    for (uint32_t l = begin; l < end;) {
        uint32_t stop = l;
        while (stop < end && !(mark[stop] & DD_MARK_BOILERPLATE))
            stop++;
        if (stop - l < DD_PASSAGE_LETTERS)
            dd_marks_add(mark, l, stop, DD_MARK_BOILERPLATE);
        l = stop + 1;
    }
}

static void mark_all_rests(const dd_marks *marks, const dd_aligner *aligner) {
    for (size_t i = 0; i < aligner->run_count; i++) {
        const dd_run *run = &aligner->run[i];
        mark_rests(marks->a, run->a_begin, run->a_end);
        mark_rests(marks->b, run->b_begin, run->b_end);
    }
}

/* The sum of the bytes of a word, which is less than 256. */
static size_t sum_bytes(uint64_t word) {
    return (size_t)(word * EACH_BYTE(1) >> 56);
}

/* Eight marks at a time: each counter is a word of eight bytes, added up before one of them could run over.
 */
dd_mark_counts dd_marks_count(const uint8_t *side, size_t letters) {
    size_t covered = 0, boilerplate = 0, both = 0, l = 0;
    while (letters - l >= WORD) {
        uint64_t of_covered = 0, of_boilerplate = 0, of_both = 0; /* by byte */
        for (unsigned words = 0; words < WORDS_MOST && letters - l >= WORD; words++, l += WORD) {
            uint64_t marks;
            memcpy(&marks, side + l, WORD);
            const uint64_t is_covered = marks & EACH_BYTE(1), is_boilerplate = marks >> 1 & EACH_BYTE(1);
            of_covered += is_covered;
            of_boilerplate += is_boilerplate;
            of_both += is_covered & is_boilerplate;
        }
        covered += sum_bytes(of_covered);
        boilerplate += sum_bytes(of_boilerplate);
        both += sum_bytes(of_both);
    }
    for (; l < letters; l++) {
        covered += (side[l] & DD_MARK_COVERED) != 0;
        boilerplate += (side[l] & DD_MARK_BOILERPLATE) != 0;
        both += (side[l] & 3) == 3;
    }
    return (dd_mark_counts){letters - boilerplate, covered - both, boilerplate, both};
}

void dd_marks_count_both(const dd_marks *marks, dd_mark_counts *a, dd_mark_counts *b) {
    *a = dd_marks_count(marks->a, marks->a_letters);
    *b = dd_marks_count(marks->b, marks->b_letters);
}

dedupe_status dd_marks_make(dd_marks *marks, const dd_aligner *aligner, size_t a_letters,
                            const dd_spans *a_spans, size_t b_letters, const dd_spans *b_spans,
                            dedupe_error *error) {
    if (!dd_memory_reserve(&marks->a, &marks->a_capacity, a_letters + 1, 1) ||
        !dd_memory_reserve(&marks->b, &marks->b_capacity, b_letters + 1, 1))
        return dd_error_memory(error);
    memset(marks->a, 0, a_letters + 1);
    memset(marks->b, 0, b_letters + 1);
    marks->a_letters = a_letters;
    marks->b_letters = b_letters;
    mark_spans(marks->a, a_spans);
    mark_spans(marks->b, b_spans);
    for (size_t i = 0; i < aligner->run_count; i++) {
        const dd_run *run = &aligner->run[i];
        mark_run(marks->a, run->a_begin, run->a_end, b_spans, run->b_begin, run->b_end);
        mark_run(marks->b, run->b_begin, run->b_end, a_spans, run->a_begin, run->a_end);
    }
    mark_all_rests(marks, aligner);
    return DEDUPE_OK;
}

static void turn_refrains(uint8_t *mark, size_t letters) {
    for (size_t l = 0; l < letters; l++)
        mark[l] |= mark[l] & DD_MARK_REFRAIN ? DD_MARK_BOILERPLATE : 0;
}

void dd_marks_refrains(dd_marks *marks, const dd_aligner *aligner) {
    turn_refrains(marks->a, marks->a_letters);
    turn_refrains(marks->b, marks->b_letters);
    mark_all_rests(marks, aligner);
}

uint32_t dd_marks_real_letters(const dd_marks *marks, const dd_run *run) {
    uint32_t letters = 0;
    for (uint32_t l = run->a_begin; l < run->a_end; l++)
        letters += !(marks->a[l] & DD_MARK_BOILERPLATE);
    return letters;
}

bool dd_marks_begins_both(const dd_marks *marks, const dd_run *run, size_t letters) {
    return dd_marks_count(marks->a, run->a_begin).letters <= letters &&
           dd_marks_count(marks->b, run->b_begin).letters <= letters;
}

bool dd_marks_ends_both(const dd_marks *marks, const dd_run *run, size_t letters) {
    return dd_marks_count(marks->a + run->a_end, marks->a_letters - run->a_end).letters <= letters &&
           dd_marks_count(marks->b + run->b_end, marks->b_letters - run->b_end).letters <= letters;
}

/* Letters outside boilerplate with a mark. */
static uint32_t marked_letters(const uint8_t *side, uint32_t begin, uint32_t end, uint8_t mark) {
    uint32_t letters = 0;
    for (uint32_t l = begin; l < end; l++)
        letters += (side[l] & (mark | DD_MARK_BOILERPLATE)) == mark;
    return letters;
}

static uint32_t both_quote(const dd_marks *marks, const dd_run *run) {
    const uint32_t a = marked_letters(marks->a, run->a_begin, run->a_end, DD_MARK_QUOTED),
                   b = marked_letters(marks->b, run->b_begin, run->b_end, DD_MARK_QUOTED);
    return a < b ? a : b;
}

/* Whether two letters that stand side by side are of one quotation, and it is not marked yet. */
static bool goes_on(uint8_t one, uint8_t other) {
    return (one & other & DD_MARK_QUOTED) && !(one & other & DD_MARK_STATEMENT);
}

/* Marks each quotation that reaches into [begin, end) from its first letter to its last. */
static void mark_statements(uint8_t *side, size_t letters, uint32_t begin, uint32_t end) {
    size_t first = begin, last = end;
    while (first > 0 && goes_on(side[first - 1], side[first]))
        first--;
    while (last < letters && goes_on(side[last - 1], side[last]))
        last++;
    for (size_t l = first; l < last; l++)
        if (side[l] & DD_MARK_QUOTED)
            side[l] |= DD_MARK_STATEMENT;
}

void dd_marks_statements(dd_marks *marks, const dd_aligner *aligner) {
    for (size_t i = 0; i < aligner->run_count; i++) {
        const dd_run *run = &aligner->run[i];
        if (both_quote(marks, run) < DD_RUN_LEAST_LETTERS)
            continue;
        mark_statements(marks->a, marks->a_letters, run->a_begin, run->a_end);
        mark_statements(marks->b, marks->b_letters, run->b_begin, run->b_end);
    }
}

uint32_t dd_marks_quoted_letters(const dd_marks *marks, const dd_run *run) {
    const uint32_t both = both_quote(marks, run),
                   a = marked_letters(marks->a, run->a_begin, run->a_end, DD_MARK_STATEMENT),
                   b = marked_letters(marks->b, run->b_begin, run->b_end, DD_MARK_STATEMENT);
    const uint32_t most = a > b ? a : b;
    return both > most ? both : most;
}

void dd_marks_free(dd_marks *marks) {
    dd_memory_free(marks->a);
    dd_memory_free(marks->b);
    *marks = (dd_marks){0};
}
