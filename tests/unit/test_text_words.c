/* Words: where they begin and end, and their flags. */
#include "base/memory.h"
#include "text/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct split_text {
    dd_letters letters;
    dd_words words;
} split_text;

static void read_text(split_text *reading, const char *text) {
    size_t length = strlen(text);
    assert_int_equal(dd_letters_fold(&reading->letters, text, length, true, NULL), DEDUPE_OK);
    assert_int_equal(dd_words_split(&reading->words, &reading->letters, text, length, NULL), DEDUPE_OK);
    size_t at = 0;
    for (size_t i = 0; i < reading->words.count; i++) { /* words cover the letters in order */
        assert_int_equal(reading->words.word[i].begin, at);
        assert_true(reading->words.word[i].end > at);
        at = reading->words.word[i].end;
    }
    assert_int_equal(at, reading->letters.count);
}

static void free_reading(split_text *reading) {
    dd_letters_free(&reading->letters);
    dd_words_free(&reading->words);
}

/* The source of each word between '|', for a look at where words are cut. */
static void describe(const split_text *reading, const char *text, char *out, size_t room) {
    size_t used = 0;
    for (size_t i = 0; i < reading->words.count; i++) {
        const dd_word *word = &reading->words.word[i];
        size_t begin = reading->letters.offset[word->begin];
        size_t end = dd_letters_source_end(&reading->letters, text, strlen(text), word->end);
        int length =
            snprintf(out + used, room - used, "%s%.*s", i > 0 ? "|" : "", (int)(end - begin), text + begin);
        assert_true(length >= 0 && (size_t)length < room - used);
        used += (size_t)length;
    }
    out[used] = 0;
}

static void words_are_cut(void **state) {
    (void)state;
    static const struct {
        const char *text;
        const char *words;
    } cases[] = {
        {"", ""},
        {" ... ", ""},
        {"one", "one"},
        {"  one two\tthree\nfour  ", "one|two|three|four"},
        {"don't stop, O’Neill", "don't|stop|O’Neill"},
        {"the dogs' tails", "the|dogs|tails"},
        {"'quoted' words", "quoted|words"},
        {"well-known half–time", "well|known|half|time"},
        {"and/or a_b (c)[d]", "and|or|a|b|c|d"},
        {"co\u00adoperation infor\u00ad\r\nmation", "co\u00adoperation|infor\u00ad\r\nmation"},
        {"infor-\nmation", "infor|mation"},
        {"می\u200cخواهم", "می\u200cخواهم"},
        {"one\u200btwo", "one|two"},
        {"one\u00a0two", "one|two"},
        {"one\xfftwo", "one|two"},
        {"one\x01two", "one|two"},
        {"one®two", "one|two"},
        /* points of initials */
        {"the U.S. Senate", "the|U.S|Senate"},
        {"U.S", "U.S"},
        {"US", "US"},
        {"the U.S.-led A.B.C", "the|U.S|led|A.B.C"},
        {"a U.S.policy", "a|U.S|policy"},
        {"end.Start", "end|Start"},
        {"is.A", "is|A"},
        {"A.is", "A|is"},
        {"J. K. Rowling", "J|K|Rowling"},
        {"J.K. Rowling", "J.K|Rowling"},
        {"С.Ш.А.", "С.Ш.А"},
        {"É.U.", "É.U"},
        {"A.\u0301B", "A|B"},
        {"x.1", "x|1"},
        {"1.B", "1|B"},
        {"U..S", "U|S"},
        /* numbers */
        {"1,000 and 1.5 and 1,234.56.", "1,000|and|1.5|and|1,234.56"},
        {"1, 2", "1|2"},
        {"3:15 10-12", "3|15|10|12"},
        {"١٬٠٠٠ ١٫٥", "١٬٠٠٠|١٫٥"},
        {"１，０００", "１，０００"},
        {"$5m 4th", "5m|4th"},
        /* scripts without spaces */
        {"中国2024年", "中|国|2024|年"},
        {"トランプ氏", "ト|ラ|ン|プ|氏"},
        {"か\u3099く", "か\u3099|く"},
        {"ｶﾞｸ", "ｶﾞ|ｸ"},
        {"a中b", "a|中|b"},
        {"๑๒ ไทย", "๑๒|ไ|ท|ย"},
        {"한국 사람", "한국|사람"},
        {"\u1112\u1161\u11ab국", "\u1112\u1161\u11ab국"},
        /* other alphabets and marks */
        {"Привет, мир", "Привет|мир"},
        {"हिन्दी समाचार", "हिन्दी|समाचार"},
        {"مَرْحَبًا بكم", "مَرْحَبًا|بكم"},
        {"مرحـبا", "مرحـبا"},
        {"Cafe\u0301s ouverts", "Cafe\u0301s|ouverts"},
        {"Straße ﬁnal", "Straße|ﬁnal"},
        {"5㎏ x", "5㎏|x"},
    };
    split_text reading = {0};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char words[256];
        read_text(&reading, cases[i].text);
        describe(&reading, cases[i].text, words, sizeof words);
        assert_string_equal(words, cases[i].words);
    }
    free_reading(&reading);
}

static void flags_of_words(void **state) {
    (void)state;
    enum { N = DD_WORD_NUMBER, C = DD_WORD_CAPITAL, U = DD_WORD_UNCASED, S = DD_WORD_SENTENCE };
    static const struct {
        const char *text;
        uint32_t flags[8];
    } cases[] = {
        {"The cat saw Tom", {C | S, 0, 0, C}},
        {"one. two! three? four: five, six; seven", {S, S, S, S, S, 0, 0}},
        {"one\ntwo\r\nthree\u2028four", {S, S, S, S}},
        {"he said \"yes\" and 'No' then “Or” so", {S, 0, S, 0, C | S, 0, C | S, 0}},
        {"«oui» non", {S, 0}},
        {"in 1996 a 4x4 x86 1.5", {S, N, 0, N, N, N}},
        {"Ämter über Émile ǅ", {C | S, 0, C, C}},
        {"Москва и Рим", {C | S, 0, C}},
        {"中三。文", {U | S, U | N, U | S}},
        {"〇萬兩", {U | N | S, U | N, U | N}},
        {"हिन्दी। समाचार १२", {U | S, U | S, N}},
        {"مرحبا؟ بكم", {U | S, U | S}},
        {"한국 사람", {U | S, U}},
        {"იყო სახლი", {U | S, U}},
        {"ABC12345678 abcdefgh9 abcdefghi", {C | N | S, N, 0}},
        {"ааааааааб1 ааааааааб", {N | S, 0}},
        {"\u0130l \u0131l", {C | S, 0}},
    };
    split_text reading = {0};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        read_text(&reading, cases[i].text);
        for (size_t k = 0; k < 8; k++) {
            uint32_t flags = k < reading.words.count ? reading.words.word[k].flags & (N | C | U | S) : 0;
            if (flags != cases[i].flags[k]) {
                fail_msg("word %zu of \"%s\" has flags %u", k, cases[i].text, flags);
            }
        }
    }
    free_reading(&reading);
}

static void what_stands_between_words_is_known(void **state) {
    (void)state;
    enum { T = DD_WORD_TOUCHES, P = DD_WORD_SPACED };
    static const struct {
        const char *text;
        uint32_t flags[5];
    } cases[] = {
        {" one two  three\nfour", {0, P, 0, 0}},
        {"one,two. three", {0, 0, 0}},
        {"3万5千", {0, T, T, T}},
        {"三、四 五", {0, 0, P}},
        {"é\u0301 e a中", {0, P, P, T}},
        {"(中) 3", {0, 0}},
    };
    split_text reading = {0};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        read_text(&reading, cases[i].text);
        for (size_t k = 0; k < reading.words.count; k++)
            if ((reading.words.word[k].flags & (T | P)) != cases[i].flags[k])
                fail_msg("word %zu of \"%s\" has flags %u", k, cases[i].text, reading.words.word[k].flags);
    }
    free_reading(&reading);
}

static void equal_words_have_equal_hashes(void **state) {
    (void)state;
    static const char text[] =
        "U.S. US us ＵＳ 1,000 1000 don't dont cafés CAFÉS uss u extraordinarily extraordinarilx "
        "extraordinarjly internationalisation Internationalisation";
    split_text reading = {0};
    read_text(&reading, text);
    assert_int_equal(reading.words.count, 17);
    const dd_letters *letters = &reading.letters;
    for (size_t i = 0; i < reading.words.count; i++) {
        for (size_t k = 0; k < reading.words.count; k++) {
            const dd_word *a = &reading.words.word[i];
            const dd_word *b = &reading.words.word[k];
            bool equal =
                a->end - a->begin == b->end - b->begin &&
                memcmp(letters->letter + a->begin, letters->letter + b->begin, a->end - a->begin) == 0;
            assert_int_equal(a->hash == b->hash, equal);
        }
    }
    assert_int_equal(reading.words.word[0].hash, reading.words.word[3].hash);
    free_reading(&reading);
}

static int compare_hashes(const void *a, const void *b) {
    uint32_t first = ((const dd_word *)a)->hash;
    uint32_t second = ((const dd_word *)b)->hash;
    return first < second ? -1 : first > second;
}

static void hashes_spread(void **state) {
    (void)state;
    /* 17,576 words of three letters: by chance 0.04 pairs collide in 32 bits. */
    split_text reading = {0};
    size_t count = 26 * 26 * 26;
    char *text = malloc(count * 4 + 1);
    assert_non_null(text);
    for (size_t i = 0; i < count; i++) {
        snprintf(text + 4 * i, 5, "%c%c%c ", (char)('a' + i / 676), (char)('a' + i / 26 % 26),
                 (char)('a' + i % 26));
    }
    read_text(&reading, text);
    assert_int_equal(reading.words.count, count);
    qsort(reading.words.word, count, sizeof *reading.words.word, compare_hashes);
    size_t collisions = 0;
    for (size_t i = 1; i < count; i++) {
        collisions += reading.words.word[i].hash == reading.words.word[i - 1].hash;
    }
    assert_true(collisions <= 2);
    free(text);
    free_reading(&reading);
}

/* A text split in two pieces, the second from where the last word of the first ended, has the words of the
 * whole. */
static void pieces_that_meet_lose_no_word(void **state) {
    (void)state;
    static const char *const texts[] = {"中在2024年 abc", "The ferry left at 9.40 from pier 12a.",
                                        "株価は3万円、米国で2%高。"};
    for (size_t t = 0; t < sizeof texts / sizeof *texts; t++) {
        split_text whole = {0};
        dd_words pieces = {0};
        const size_t length = strlen(texts[t]);
        read_text(&whole, texts[t]);
        for (size_t cut = 1; cut < whole.letters.count; cut++) {
            pieces.count = 0;
            assert_int_equal(dd_words_add(&pieces, &whole.letters, texts[t], length, 0, cut, NULL),
                             DEDUPE_OK);
            const size_t last = pieces.word[pieces.count - 1].end;
            assert_int_equal(
                dd_words_add(&pieces, &whole.letters, texts[t], length, last, whole.letters.count, NULL),
                DEDUPE_OK);
            assert_int_equal(pieces.count, whole.words.count);
            for (size_t i = 0; i < pieces.count; i++) {
                assert_int_equal(pieces.word[i].begin, whole.words.word[i].begin);
                assert_int_equal(pieces.word[i].end, whole.words.word[i].end);
            }
        }
        dd_words_free(&pieces);
        free_reading(&whole);
    }
}

static void memory_failure_leaves_no_words(void **state) {
    (void)state;
    static const char text[] = "a few words";
    dd_letters letters = {0};
    dd_words words = {0};
    dedupe_error error = {0};
    assert_int_equal(dd_letters_fold(&letters, text, strlen(text), true, &error), DEDUPE_OK);
    dd_memory_fail_after(0);
    assert_int_equal(dd_words_split(&words, &letters, text, strlen(text), &error), DEDUPE_ERROR_MEMORY);
    dd_memory_fail_after(-1);
    assert_int_equal(error.code, DEDUPE_ERROR_MEMORY);
    assert_int_equal(words.count, 0);
    assert_int_equal(dd_words_split(&words, &letters, text, strlen(text), &error), DEDUPE_OK);
    assert_int_equal(words.count, 3);
    dd_words_free(&words);
    assert_null(words.word);
    dd_letters_free(&letters);
}

static void marked_words_are_set_aside(void **state) {
    (void)state;
    static const char text[] = "one two three four";
    static const uint8_t mark[] = {0, 0, 0, 1, 0, 0, 2, 2, 2, 2, 2, 3, 3, 3, 3};
    static const bool is_aside[] = {false, true, false, true};
    split_text reading = {0};
    dd_words words = {0};
    dedupe_error error = {0};
    read_text(&reading, text);
    assert_int_equal(reading.letters.count, sizeof mark);
    dd_memory_fail_after(0);
    assert_int_equal(dd_words_set_aside(&words, &reading.words, mark, 1, &error), DEDUPE_ERROR_MEMORY);
    dd_memory_fail_after(-1);
    assert_int_equal(words.count, 0);
    assert_int_equal(dd_words_set_aside(&words, &reading.words, mark, 1, &error), DEDUPE_OK);
    assert_int_equal(words.count, 4);
    for (size_t i = 0; i < words.count; i++) {
        assert_int_equal((words.word[i].flags & DD_WORD_ASIDE) != 0, is_aside[i]);
        assert_int_equal(words.word[i].flags & ~(uint32_t)DD_WORD_ASIDE, reading.words.word[i].flags);
        assert_int_equal(words.word[i].begin, reading.words.word[i].begin);
        assert_int_equal(words.word[i].hash, reading.words.word[i].hash);
    }
    dd_words_free(&words);
    free_reading(&reading);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_cut),
        cmocka_unit_test(flags_of_words),
        cmocka_unit_test(what_stands_between_words_is_known),
        cmocka_unit_test(equal_words_have_equal_hashes),
        cmocka_unit_test(hashes_spread),
        cmocka_unit_test(pieces_that_meet_lose_no_word),
        cmocka_unit_test(memory_failure_leaves_no_words),
        cmocka_unit_test(marked_words_are_set_aside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
