/*
 * Words are found in the folded letters: two letters are of one word if their source characters touch, or if
 * what stands between them joins. Letters of ASCII take one comparison; everything else looks at the source.
 * Linear in the text.
 */
#include "text/words.h"

#include "base/error.h"
#include "base/memory.h"
#include "text/character.h"
#include "text/mix.h"
#include "text/utf8.h"

#define EACH_BYTE(value) (UINT64_C(0x0101010101010101) * (value))

/* A text being split. */
typedef struct split_text {
    const dd_letters *letters;
    const char *text;
    const uint8_t *bytes; /* the same */
    size_t length;
} split_text;

/* The source character of a letter. */
static uint32_t source_of(const split_text *text, size_t letter) {
    size_t at = text->letters->offset[letter];
    uint32_t code_point = 0;
    dd_utf8_decode(text->bytes + at, text->length - at, &code_point);
    return code_point;
}

/* Whether the character of the letter is a word by itself: scripts that are written without spaces. */
static bool stands_alone(const split_text *text, size_t letter) {
    if (text->letters->letter[letter] < 0x80 || text->bytes[text->letters->offset[letter]] < 0xe0) {
        return false;
    }
    uint32_t code_point = source_of(text, letter);
    bool hangul = code_point >= 0xac00 && code_point <= 0xd7a3;
    bool half_width_kana = code_point >= 0xff66 && code_point <= 0xff9f;
    return (dd_character_is_wide(code_point) && !hangul) || half_width_kana ||
           (code_point >= 0xe00 && code_point <= 0xeff) ||   /* Thai, Lao */
           (code_point >= 0x1000 && code_point <= 0x109f) || /* Burmese */
           (code_point >= 0x1780 && code_point <= 0x17ff);   /* Khmer */
}

/* Where the source character of letter `end` - 1 ends, marks included. */
static size_t source_end(const split_text *text, size_t end) {
    size_t next = (size_t)text->letters->offset[end - 1] + 1;
    if (next < text->length && text->bytes[next - 1] < 0x80 && text->bytes[next] < 0x80) {
        return next;
    }
    return dd_letters_source_end(text->letters, text->text, text->length, end);
}

/* Whether nothing stands between the characters of letter i - 1 and letter i, which differ. */
static bool touches(const split_text *text, size_t i) {
    size_t before = text->letters->offset[i - 1];
    size_t distance = text->letters->offset[i] - before;
    uint8_t lead = text->bytes[before];
    size_t bytes = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    return distance == bytes || source_end(text, i) == text->letters->offset[i];
}

/* ------------------------------------------------------------------ what joins two letters */

static bool is_apostrophe(uint32_t code_point) {
    return code_point == '\'' || code_point == 0x2019 || code_point == 0x2018 || code_point == 0xff07 ||
           (code_point >= 0x2b9 && code_point <= 0x2df);
}

/* Characters that a reader does not see, or that only stretch a word. */
static bool is_invisible(uint32_t code_point) {
    return code_point == 0xad || code_point == 0x34f || code_point == 0x640 || code_point == 0x200c ||
           code_point == 0x200d || code_point == 0x2060 || code_point == 0xfeff ||
           dd_character_is_mark(code_point);
}

/* Whether the source bytes [at, end) between two letters do not end a word. A line break behind a soft
 * hyphen does not either. */
static bool is_joint(const split_text *text, size_t at, size_t end) {
    bool soft_hyphen = false;
    while (at < end) {
        uint32_t code_point = 0;
        size_t bytes = dd_utf8_decode(text->bytes + at, end - at, &code_point);
        bool line_break = soft_hyphen && (code_point == '\r' || code_point == '\n');
        if (bytes == 0 || !(is_apostrophe(code_point) || is_invisible(code_point) || line_break)) {
            return false;
        }
        soft_hyphen = code_point == 0xad || (soft_hyphen && code_point == '\r');
        at += bytes;
    }
    return true;
}

/* Whether the source bytes [at, end) are one sign that groups thousands; it stands between digits. */
static bool is_group_sign(const split_text *text, size_t at, size_t end) {
    uint32_t code_point = 0;
    if (dd_utf8_decode(text->bytes + at, end - at, &code_point) != end - at) {
        return false;
    }
    return code_point == '.' || code_point == ',' || code_point == 0xff0c || code_point == 0xff0e ||
           code_point == 0x66b || code_point == 0x66c;
}

/* Whether the point between letters i - 1 and i is one of "U.S.": it stands between single letters. `run` is
 * the first letter after the last point or the start of the word. */
static bool is_initials(const split_text *text, size_t run, size_t i) {
    const dd_letters *letters = text->letters;
    size_t last = letters->offset[i - 1];
    if (letters->offset[run] != last || dd_letters_is_digit(letters->letter[i - 1]) ||
        dd_letters_is_digit(letters->letter[i]) || letters->offset[i] - source_end(text, i) != 1 ||
        text->bytes[letters->offset[i] - 1] != '.') {
        return false;
    }
    size_t next = i + 1;
    while (next < letters->count && letters->offset[next] == letters->offset[i]) {
        next++;
    }
    return next == letters->count || !touches(text, next);
}

/* Whether letter i, whose character is not that of letter i - 1, goes on with the same word; `run` as
 * above. */
static bool continues(const split_text *text, size_t *run, size_t i) {
    const dd_letters *letters = text->letters;
    size_t next = (size_t)letters->offset[i - 1] + 1;
    uint8_t byte = text->bytes[next];
    if (byte == ' ' && text->bytes[next - 1] < 0x80) {
        return false;
    }
    if (stands_alone(text, i)) {
        return false;
    }
    if (touches(text, i)) {
        return true;
    }
    if (is_initials(text, *run, i)) {
        *run = i;
        return true;
    }
    size_t gap = source_end(text, i);
    bool digits = dd_letters_is_digit(letters->letter[i - 1]) && dd_letters_is_digit(letters->letter[i]);
    return is_joint(text, gap, letters->offset[i]) ||
           (digits && is_group_sign(text, gap, letters->offset[i]));
}

/* In the high bit of each byte of a word of ASCII: whether it is from `least` on and less than `limit`. */
static inline uint64_t in_range(uint64_t ascii, unsigned least, unsigned limit) {
    return (ascii + EACH_BYTE(0x80U - least)) & ~(ascii + EACH_BYTE(0x80U - limit));
}

/* How many of 8 bytes are ASCII letters and digits, up to the first that is not. */
static inline size_t plain_letters(const uint8_t *bytes) {
    uint64_t word = dd_mix_load(bytes), ascii = word & EACH_BYTE(0x7fU);
    uint64_t plain = in_range(ascii | EACH_BYTE(0x20U), 'a', 'z' + 1U) | in_range(ascii, '0', '9' + 1U);
    uint64_t other = (~plain | word) & EACH_BYTE(0x80U);
    return other != 0 ? (size_t)__builtin_ctzll(other) / 8 : 8;
}

/* The letter after the plain ones that follow one another in the source from letter `begin` on. */
static size_t plain_end(const split_text *text, size_t begin) {
    size_t at = text->letters->offset[begin], plain = 8;
    size_t end = begin;
    while (plain == 8 && text->length - at >= 8) {
        plain = plain_letters(text->bytes + at);
        at += plain;
        end += plain;
    }
    return end;
}

/* The letter after the word that starts at letter `begin`. */
static size_t find_end(const split_text *text, size_t begin) {
    const uint32_t *offset = text->letters->offset;
    const uint8_t *letter = text->letters->letter;
    size_t count = text->letters->count;
    size_t plain = plain_end(text, begin);
    if (plain > begin && plain < count && text->bytes[offset[plain - 1] + 1] == ' ') {
        return plain;
    }
    bool alone = stands_alone(text, begin);
    size_t run = begin;
    for (size_t i = plain > begin ? plain : begin + 1;; i++) {
        while (i < count && offset[i] == offset[i - 1] + 1 && letter[i] < 0x80) {
            i++;
        }
        if (i == count) {
            return count;
        }
        if (offset[i] != offset[i - 1] && (alone || !continues(text, &run, i))) {
            return i;
        }
    }
}

/* ---------------------------------------------------------------- what is known of a word */

/* Whether the character ends a sentence or a line, in any script. */
static bool ends_sentence(uint32_t code_point) {
    static const uint16_t others[] = {0x85,   0x589,  0x61f,  0x6d4,  0x964,  0x965,  0x2026, 0x2028,
                                      0x2029, 0x3002, 0xff01, 0xff0e, 0xff1a, 0xff1f, 0xff61};
    if (code_point < 0x80) {
        return code_point == '.' || code_point == '!' || code_point == '?' || code_point == ':' ||
               (code_point >= '\n' && code_point <= '\r');
    }
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (others[i] == code_point) {
            return true;
        }
    }
    return false;
}

/* Whether the character can open a quotation when a word follows it directly. */
static bool opens_quote(uint32_t code_point) {
    static const uint16_t others[] = {0xab,   0xbb,   0x2018, 0x201a, 0x201b, 0x201c, 0x201e, 0x201f, 0x2039,
                                      0x203a, 0x3008, 0x300a, 0x300c, 0x300e, 0x301d, 0xff02, 0xff07, 0xff62};
    if (code_point < 0x80) {
        return code_point == '"' || code_point == '\'' || code_point == '`';
    }
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (others[i] == code_point) {
            return true;
        }
    }
    return false;
}

/* Whether a word that starts at `end` starts a sentence; the word before ends at `at`. */
static bool starts_sentence(const split_text *text, size_t at, size_t end) {
    uint32_t code_point = 0;
    if (at + 1 == end && text->bytes[at] == ' ') { /* most words */
        return false;
    }
    while (at < end) {
        size_t bytes = dd_utf8_decode(text->bytes + at, end - at, &code_point);
        if (bytes > 0 && ends_sentence(code_point)) {
            return true;
        }
        code_point = bytes > 0 ? code_point : 0;
        at += bytes > 0 ? bytes : 1;
    }
    return opens_quote(code_point);
}

/* The numerals of everyday Chinese and Japanese, simplified and traditional. */
static bool is_han_numeral(uint32_t code_point) {
    switch (code_point) {
    case 0x3007: /* zero */
    case 0x96f6:
    case 0x4e00: /* one to nine */
    case 0x4e8c:
    case 0x4e09:
    case 0x56db:
    case 0x4e94:
    case 0x516d:
    case 0x4e03:
    case 0x516b:
    case 0x4e5d:
    case 0x4e24: /* two, of things */
    case 0x5169:
    case 0x5341: /* ten, twenty, thirty */
    case 0x5eff:
    case 0x5345:
    case 0x767e: /* hundred */
    case 0x5343: /* thousand */
    case 0x4e07: /* ten thousand */
    case 0x842c:
    case 0x4ebf: /* hundred million, million million */
    case 0x5104:
    case 0x5146:
        return true;
    default:
        return false;
    }
}

/* The flags that the first character of a word decides. */
static uint32_t first_flags(const split_text *text, const dd_word *word) {
    uint8_t byte = text->bytes[text->letters->offset[word->begin]];
    if (byte < 0x80) {
        return byte >= 'A' && byte <= 'Z' ? DD_WORD_CAPITAL : 0;
    }
    uint32_t code_point = source_of(text, word->begin);
    if (dd_character_is_wide(code_point)) {
        return DD_WORD_UNCASED | (is_han_numeral(code_point) ? (uint32_t)DD_WORD_NUMBER : 0);
    }
    if (dd_character_is_capital(code_point)) {
        return DD_WORD_CAPITAL;
    }
    return dd_character_is_uncased(code_point) ? DD_WORD_UNCASED : 0;
}

/* The flags that what stands between source bytes [at, end), two words, decides. */
static uint32_t distance_flags(const split_text *text, size_t at, size_t end) {
    if (at == 0 || end - at > 1) {
        return 0;
    }
    return at == end ? DD_WORD_TOUCHES : text->bytes[at] == ' ' ? DD_WORD_SPACED : 0;
}

/* Whether one of 8 letters is a digit. */
static bool has_digit(uint64_t letters) {
    uint64_t low = (letters & EACH_BYTE(0x7fU)) ^ EACH_BYTE(0x30U);
    return (~((low + EACH_BYTE(0x76U)) | letters) & EACH_BYTE(0x80U)) != 0;
}

/* Hashes the letters of the word and notes whether one is a digit. */
static void read_letters(const split_text *text, dd_word *word) {
    const uint8_t *letter = text->letters->letter + word->begin;
    size_t count = word->end - word->begin;
    uint64_t hash = DD_MIX_C + count;
    for (size_t i = 0; i < count; i += 8) {
        uint64_t letters = dd_mix_load(letter + i);
        if (count - i < 8) {
            letters &= (UINT64_C(1) << 8 * (count - i)) - 1;
        }
        hash = dd_mix_fold(hash ^ letters, DD_MIX_A);
        word->flags |= has_digit(letters) ? DD_WORD_NUMBER : 0;
    }
    hash = dd_mix_spread(hash);
    word->hash = (uint32_t)(hash >> 32);
}

/* Whether a separator, or nothing that it needs, stands before the word of letter i. */
static bool may_begin(const split_text *text, size_t i) {
    const uint32_t *offset = text->letters->offset;
    return i == 0 || (offset[i] != offset[i - 1] && (!touches(text, i) || stands_alone(text, i)));
}

dedupe_status dd_words_add(dd_words *words, const dd_letters *letters, const char *text, size_t length,
                           size_t begin, size_t end, dedupe_error *error) {
    split_text split = {letters, text, (const uint8_t *)text, length};
    const bool follows = words->count > 0 && words->word[words->count - 1].end == begin;
    while (begin < end && !follows && !may_begin(&split, begin)) {
        begin++;
    }
    size_t before = begin > 0 ? source_end(&split, begin) : 0; /* where the word before ends in the source */
    while (begin < end) {
        if (words->count == words->capacity &&
            !dd_memory_reserve(&words->word, &words->capacity, words->count + 1, sizeof *words->word)) {
            words->count = 0;
            return dd_error_memory(error);
        }
        size_t next = find_end(&split, begin);
        dd_word word = {.begin = (uint32_t)begin, .end = (uint32_t)next};
        if (begin == 0 || starts_sentence(&split, before, letters->offset[begin])) {
            word.flags |= DD_WORD_SENTENCE;
        }
        word.flags |= first_flags(&split, &word) | distance_flags(&split, before, letters->offset[begin]);
        read_letters(&split, &word);
        words->word[words->count++] = word;
        before = source_end(&split, next);
        begin = next;
    }
    return DEDUPE_OK;
}

dedupe_status dd_words_split(dd_words *words, const dd_letters *letters, const char *text, size_t length,
                             dedupe_error *error) {
    words->count = 0;
    return dd_words_add(words, letters, text, length, 0, letters->count, error);
}

dedupe_status dd_words_set_aside(dd_words *words, const dd_words *all, const uint8_t *mark, uint8_t bits,
                                 dedupe_error *error) {
    words->count = 0;
    if (!dd_memory_reserve(&words->word, &words->capacity, all->count, sizeof *words->word))
        return dd_error_memory(error);
    for (; words->count < all->count; words->count++) {
        dd_word word = all->word[words->count];
        if (mark[word.begin] & bits)
            word.flags |= DD_WORD_ASIDE;
        words->word[words->count] = word;
    }
    return DEDUPE_OK;
}

void dd_words_free(dd_words *words) {
    dd_memory_free(words->word);
    *words = (dd_words){0};
}
