/*
 * Over random Unicode: folding keeps the source positions. Texts mix all planes, marks, jamo, numbers, words
 * of real scripts and invalid bytes.
 *
 *   offsets never decrease and lie in the text; fold with and without them is the same
 *   a slice of the source between two character boundaries folds to the same letters alone
 *   a text, its NFC and its NFD fold alike, and identities are equal exactly if the folded code points are
 *   words cover the letters and are cut at characters
 *
 * Every text stands in a block of its exact size, so that ASan sees a read beyond it.
 */
#include "text/character.h"
#include "text/letters.h"
#include "text/utf8.h"
#include "text/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <utf8proc.h>

#define ROUNDS    10000
#define MOST_SIZE 400

static uint64_t random_state;

/* SplitMix64. */
static uint64_t next_random(void) {
    uint64_t z = random_state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

static uint32_t random_below(uint32_t limit) {
    return (uint32_t)(next_random() % limit);
}

/* Blocks of scripts, marks and signs that fold in ways of their own, with a few neighbours. */
static const uint32_t ranges[][2] = {
    {0x20, 0x7e},       {0x00, 0xff},       {0xc0, 0x24f},      {0x250, 0x2ff},     {0x300, 0x36f},
    {0x370, 0x3ff},     {0x400, 0x52f},     {0x531, 0x5f4},     {0x600, 0x6ff},     {0x700, 0x8ff},
    {0x900, 0x97f},     {0x980, 0xdff},     {0xe00, 0xfff},     {0x1000, 0x109f},   {0x1100, 0x11ff},
    {0x13a0, 0x13fd},   {0x1780, 0x18aa},   {0x1ab0, 0x1aff},   {0x1b00, 0x1b7f},   {0x1dc0, 0x1dff},
    {0x1e00, 0x1fff},   {0x2000, 0x20ff},   {0x2100, 0x218b},   {0x2460, 0x24ff},   {0x2de0, 0x2dff},
    {0x3000, 0x30ff},   {0x3131, 0x318e},   {0x3200, 0x33ff},   {0x4e00, 0x4eff},   {0x9ff0, 0xa4cf},
    {0xa640, 0xa6ff},   {0xac00, 0xad00},   {0xd780, 0xd7ff},   {0xf900, 0xfaff},   {0xfb00, 0xfb4f},
    {0xfdf0, 0xfe7f},   {0xff00, 0xffef},   {0x11080, 0x111ff}, {0x1d160, 0x1d1b0}, {0x1d400, 0x1d7ff},
    {0x1f100, 0x1f2ff}, {0x1f300, 0x1f6ff}, {0x20000, 0x20100}, {0x2f800, 0x2fa1f}, {0xe0100, 0xe01ef},
    {0x300, 0x315},     {0x1100, 0x1112},   {0x1161, 0x1175},   {0x11a8, 0x11c2},   {0x3099, 0x309a},
    {0x653, 0x655},     {0x93c, 0x94d},     {0xac00, 0xac1c},   {0xff9e, 0xff9f},   {0x30, 0x39},
};

static uint32_t random_in_range(uint32_t range) {
    uint32_t code_point = ranges[range][0] + random_below(ranges[range][1] - ranges[range][0] + 1);
    /* utf8proc 2.8 loses U+11A7, which is no final consonant, when it composes Hangul. */
    return code_point == 0x11a7 ? 0x11a8 : code_point;
}

static uint32_t random_code_point(void) {
    if (random_below(8) > 0) {
        return random_in_range(random_below(sizeof ranges / sizeof ranges[0]));
    }
    uint32_t code_point = random_below(0x110000 - 0x800);
    return code_point < 0xd800 ? code_point : code_point + 0x800;
}

/* Writes one random piece and returns its bytes, at most 16. */
static size_t random_piece(uint8_t *out, bool valid) {
    static const char *const pieces[] = {"1,000", "1.5",  "U.S.", "the ",   "naïve ", "e\u0301",
                                         "'s ",   "\r\n", "क्षि",  "한국",   "が",     "２，５",
                                         "١٫٥",   "…",    "ﬁ",    "И\u0306"};
    uint32_t kind = random_below(10);
    if (kind == 0 && !valid) {
        out[0] = (uint8_t)(0x80 + random_below(0x80));
        return 1;
    }
    if (kind <= 2) {
        const char *piece = pieces[random_below(sizeof pieces / sizeof pieces[0])];
        size_t length = strlen(piece);
        memcpy(out, piece, length);
        return length;
    }
    return dd_utf8_encode(random_code_point(), out);
}

/* A random text in a block of its exact size. One kind in four leans to one range, so that marks meet their
 * bases. */
static uint8_t *random_text(bool valid, size_t *length) {
    uint8_t buffer[MOST_SIZE + 32];
    size_t size = random_below(MOST_SIZE);
    size_t used = 0;
    uint32_t range = random_below(sizeof ranges / sizeof ranges[0]);
    bool lean = random_below(4) == 0;
    while (used < size) {
        if (lean && random_below(3) > 0) {
            used += dd_utf8_encode(random_in_range(range), buffer + used);
        } else {
            used += random_piece(buffer + used, valid);
        }
    }
    uint8_t *text = malloc(used > 0 ? used : 1);
    assert_non_null(text);
    memcpy(text, buffer, used);
    *length = used;
    return text;
}

static void fold(dd_letters *letters, const uint8_t *text, size_t length, bool want_offsets) {
    assert_int_equal(dd_letters_fold(letters, (const char *)text, length, want_offsets, NULL), DEDUPE_OK);
}

static bool same_letters(const dd_letters *a, const dd_letters *b) {
    return a->count == b->count && memcmp(a->letter, b->letter, a->count) == 0;
}

static bool same_identity(const dd_letters *a, const dd_letters *b) {
    uint64_t x[2], y[2];
    dd_letters_identity(a, x);
    dd_letters_identity(b, y);
    return x[0] == y[0] && x[1] == y[1];
}

static void check_offsets(const dd_letters *letters, const uint8_t *text, size_t length) {
    size_t previous = 0;
    for (size_t i = 0; i < letters->count; i++) {
        size_t offset = letters->offset[i];
        assert_true(offset >= previous && offset < length);
        assert_true((text[offset] & 0xc0) != 0x80); /* a character starts there */
        size_t end = dd_letters_source_end(letters, (const char *)text, length, i + 1);
        assert_true(end > offset && end <= length);
        assert_true(end == length || i + 1 == letters->count || letters->offset[i + 1] == offset ||
                    letters->offset[i + 1] >= end);
        previous = offset;
    }
}

static bool is_number_letter(uint8_t letter) {
    return letter == '.' || (letter >= '0' && letter <= '9');
}

/* Whether a slice may begin or end between letters i - 1 and i: characters end there, and no number does. */
static bool is_boundary(const dd_letters *letters, size_t i) {
    if (i == 0 || i == letters->count) {
        return true;
    }
    return letters->offset[i] != letters->offset[i - 1] &&
           !(is_number_letter(letters->letter[i]) && is_number_letter(letters->letter[i - 1]));
}

static void check_slice(const dd_letters *letters, const uint8_t *text, size_t length, dd_letters *slice) {
    if (letters->count == 0) {
        return;
    }
    size_t begin = random_below((uint32_t)letters->count);
    size_t end = begin + 1 + random_below((uint32_t)(letters->count - begin));
    while (!is_boundary(letters, begin)) {
        begin--;
    }
    while (!is_boundary(letters, end)) {
        end++;
    }
    size_t from = letters->offset[begin];
    size_t to = dd_letters_source_end(letters, (const char *)text, length, end);
    uint8_t *copy = malloc(to - from);
    assert_non_null(copy);
    memcpy(copy, text + from, to - from);
    fold(slice, copy, to - from, true);
    assert_int_equal(slice->count, end - begin);
    assert_memory_equal(slice->letter, letters->letter + begin, end - begin);
    for (size_t i = 0; i < slice->count; i++) {
        assert_int_equal(slice->offset[i] + from, letters->offset[begin + i]);
    }
    free(copy);
}

static void check_words(const dd_letters *letters, const uint8_t *text, size_t length, dd_words *words) {
    assert_int_equal(dd_words_split(words, letters, (const char *)text, length, NULL), DEDUPE_OK);
    size_t at = 0;
    for (size_t i = 0; i < words->count; i++) {
        const dd_word *word = &words->word[i];
        assert_true(word->begin == at && word->end > at);
        assert_true(at == 0 || letters->offset[at] != letters->offset[at - 1]);
        bool digit = false;
        for (size_t k = word->begin; k < word->end; k++) {
            digit = digit || (letters->letter[k] >= '0' && letters->letter[k] <= '9');
        }
        assert_true(!digit || (word->flags & DD_WORD_NUMBER) != 0);
        at = word->end;
    }
    assert_int_equal(at, letters->count);
}

static void positions_map_back(void **state) {
    (void)state;
    dd_letters letters = {0};
    dd_letters other = {0};
    dd_words words = {0};
    for (uint64_t round = 0; round < ROUNDS; round++) {
        random_state = round;
        size_t length = 0;
        uint8_t *text = random_text(false, &length);
        fold(&letters, text, length, true);
        fold(&other, text, length, false);
        assert_true(same_letters(&letters, &other) && same_identity(&letters, &other));
        assert_int_equal(letters.invalid_bytes, other.invalid_bytes);
        assert_int_equal(letters.control_bytes, other.control_bytes);
        check_offsets(&letters, text, length);
        for (int i = 0; i < 4; i++) {
            check_slice(&letters, text, length, &other);
        }
        check_words(&letters, text, length, &words);
        free(text);
    }
    dd_letters_free(&letters);
    dd_letters_free(&other);
    dd_words_free(&words);
}

/* Every short cut says what the full fold of the character says: each code point alone, and before each mark.
 */
static void short_cuts_agree(void **state) {
    (void)state;
    static const uint32_t followers[] = {0,     'x',    0x301,  0x308,  0x653, 0x93c,
                                         0x94d, 0x3099, 0x1161, 0x11a8, 0x4e00};
    dd_letters letters = {0};
    for (uint32_t code_point = 0x80; code_point < 0x30000; code_point++) {
        bool surrogate = code_point >= 0xd800 && code_point <= 0xdfff;
        bool sign = code_point == 0xff0c || code_point == 0xff0e || code_point == 0x66b;
        for (size_t i = 0; i < sizeof followers / sizeof followers[0] && !surrogate && !sign; i++) {
            uint8_t text[16];
            size_t length = dd_utf8_encode(code_point, text);
            length += followers[i] > 0 ? dd_utf8_encode(followers[i], text + length) : 0;
            dd_character character;
            dd_character_fold(&character, text, length);
            fold(&letters, text, length, true);
            size_t at = 0;
            for (size_t k = 0; k < character.count; k++) {
                uint32_t folded = (uint32_t)character.code_point[k];
                size_t size = folded >= 0x80 && dd_character_is_wide(folded) ? 3 : 1;
                uint8_t last = (uint8_t)(folded < 0x80 ? folded : 0x80 | (folded & 0x7f));
                if (at + size > letters.count || letters.letter[at + size - 1] != last) {
                    fail_msg("U+%04X and U+%04X", (unsigned)code_point, (unsigned)followers[i]);
                }
                at += size;
            }
            if (character.length == length) {
                assert_int_equal(at, letters.count);
            }
            assert_int_equal(dd_character_length(text, length), character.length);
        }
    }
    dd_letters_free(&letters);
}

/* The folded code points of a text by the plain way, for comparison with the identity. Numbers are cut
 * short: their signs are left out here, so texts with them are not compared this way. */
static size_t fold_plainly(const uint8_t *text, size_t length, int32_t *out) {
    size_t count = 0;
    for (size_t at = 0; at < length;) {
        dd_character character;
        dd_character_fold(&character, text + at, length - at);
        memcpy(out + count, character.code_point, character.count * sizeof *out);
        count += character.count;
        at += character.length;
    }
    return count;
}

static uint8_t *normalise(const uint8_t *text, size_t length, utf8proc_option_t form, size_t *normal_length) {
    utf8proc_uint8_t *out = NULL;
    utf8proc_ssize_t size = utf8proc_map(text, (utf8proc_ssize_t)length, &out, UTF8PROC_STABLE | form);
    assert_true(size >= 0);
    *normal_length = (size_t)size;
    return out;
}

static void normal_forms_fold_alike(void **state) {
    (void)state;
    dd_letters composed = {0};
    dd_letters decomposed = {0};
    for (uint64_t round = 0; round < ROUNDS; round++) {
        random_state = UINT64_C(1) << 32 | round;
        size_t length = 0;
        uint8_t *text = random_text(true, &length);
        size_t nfc_length = 0;
        size_t nfd_length = 0;
        uint8_t *nfc = normalise(text, length, UTF8PROC_COMPOSE, &nfc_length);
        uint8_t *nfd = normalise(text, length, UTF8PROC_DECOMPOSE, &nfd_length);
        fold(&composed, nfc, nfc_length, true);
        fold(&decomposed, nfd, nfd_length, true);
        if (!same_letters(&composed, &decomposed) || !same_identity(&composed, &decomposed)) {
            fail_msg("NFC and NFD differ in round %u", (unsigned)round);
        }
        fold(&decomposed, text, length, true);
        if (!same_letters(&composed, &decomposed) || !same_identity(&composed, &decomposed)) {
            fail_msg("NFC and the text itself differ in round %u", (unsigned)round);
        }
        free(nfc);
        free(nfd);
        free(text);
    }
    dd_letters_free(&composed);
    dd_letters_free(&decomposed);
}

/* Short texts over few characters whose letters often agree: the identity must tell what the letters hide. */
static void identity_is_of_code_points(void **state) {
    (void)state;
    static const uint32_t characters[] = {0x430,  0x4b0, 0x5b0 + 0x20, 0x630, 0x6b0, 0x930, 'a',    0x101,
                                          0x4e01, 0x434, 0x438,        0x4b8, 0x6ae, 0x62e, 0x30a2, 0xe01};
    dd_letters a = {0};
    dd_letters b = {0};
    size_t equal = 0;
    size_t hidden = 0;
    for (uint64_t round = 0; round < 20 * ROUNDS; round++) {
        random_state = UINT64_C(2) << 32 | round;
        uint8_t texts[2][16];
        size_t lengths[2] = {0, 0};
        int32_t folded[2][256];
        size_t counts[2];
        size_t size = 1 + random_below(3);
        for (int side = 0; side < 2; side++) {
            for (size_t i = 0; i < size; i++) {
                uint32_t code_point = characters[random_below(sizeof characters / sizeof characters[0])];
                lengths[side] += dd_utf8_encode(code_point, texts[side] + lengths[side]);
            }
            counts[side] = fold_plainly(texts[side], lengths[side], folded[side]);
        }
        fold(&a, texts[0], lengths[0], false);
        fold(&b, texts[1], lengths[1], false);
        bool same = counts[0] == counts[1] && memcmp(folded[0], folded[1], counts[0] * sizeof(int32_t)) == 0;
        assert_int_equal(same_identity(&a, &b), same);
        equal += same;
        hidden += !same && same_letters(&a, &b);
    }
    assert_true(equal > 100 && hidden > 100); /* the cases that matter did come up */
    dd_letters_free(&a);
    dd_letters_free(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(positions_map_back),
        cmocka_unit_test(short_cuts_agree),
        cmocka_unit_test(normal_forms_fold_alike),
        cmocka_unit_test(identity_is_of_code_points),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
