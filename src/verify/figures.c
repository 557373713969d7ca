#include "verify/figures.h"

#include <math.h>
#include <string.h>

#include "verify/numeral.h"

enum {
    DIGITS_MOST = 48,     /* of the numbers of a side that are compared */
    TOLD_DIGITS = 2,      /* beside zeros, of a number that may be written in another way */
    ROUNDED_DIGITS = 15,  /* of a number that was rounded, at most */
    GROUP_DIGITS = 3,     /* of a thousand: fewer may be of anything, "2,141" is not 2.1 per cent */
    THOUSANDS_DIGITS = 4, /* of a number of a thousand or more */
    FRACTION_NUMBERS = 3  /* of "16-1/2" */
};

static const double EXACT = 1e-9; /* fractions of a power of two or ten, as prices have them */

typedef struct digits {
    uint8_t digit[DIGITS_MOST];
    size_t count;
} digits;

static void add(digits *to, uint8_t digit) {
    if (to->count < DIGITS_MOST)
        to->digit[to->count++] = digit;
}

/* The numbers of one side of a gap. */
typedef struct figures {
    digits told; /* without zeros */
    digits all;  /* with them */
    const dd_slot_side *side;
    uint32_t number[FRACTION_NUMBERS]; /* words of the first ones */
    size_t numbers, words;
    size_t whole;      /* digits before a fraction, zeros too */
    bool has_fraction; /* in one of them */
} figures;

static void read_number(figures *out, const dd_slot_side *side, const dd_word *word) {
    bool in_fraction = false;
    out->numbers++;
    for (uint32_t l = word->begin; l < word->end; l++) {
        const uint8_t letter = side->letters->letter[l];
        in_fraction |= letter == '.';
        if (!dd_letters_is_digit(letter))
            continue;
        out->whole += !in_fraction;
        add(&out->all, letter);
        if (letter != '0')
            add(&out->told, letter);
    }
    out->has_fraction |= in_fraction;
}

static figures read_side(const dd_slot_side *side, uint32_t begin, uint32_t end) {
    figures out = {.side = side, .words = end - begin};
    for (uint32_t i = begin; i < end; i++) {
        if (!(side->words->word[i].flags & DD_WORD_NUMBER))
            continue;
        if (out.numbers < FRACTION_NUMBERS)
            out.number[out.numbers] = i;
        read_number(&out, side, &side->words->word[i]);
    }
    return out;
}

/* ---- the same digits */

/* Whether a number is one with what has several numbers, words of magnitude between them: "51,840" and "51
 * mil 840", "18.6" and "18/6". */
static bool is_parted(const figures *one, const figures *other) {
    return one->numbers == 1 && other->numbers > 1 && (one->whole >= THOUSANDS_DIGITS || one->has_fraction);
}

/* Whether the digits that a number has more than a shorter one are those of a thousand, a million, a lakh, a
 * crore or so. */
static bool is_magnitude(size_t longer, size_t shorter) {
    const size_t zeros = longer > shorter ? longer - shorter : 0;
    return zeros == 3 || zeros == 5 || zeros == 6 || zeros == 7 || zeros == 9 || zeros == 12;
}

/* Whether each side is one number, and a word stands beside the second that does not beside the first. */
static bool may_have_magnitude(const figures *one, const figures *other) {
    return one->numbers == 1 && other->numbers == 1 && one->words < other->words;
}

/* Whether one number is one with a shorter one that a word of magnitude stands beside: "160,000" and "160
 * mil", "716,300" and "7.163 lakh", of which the point may be taken for a group's. */
static bool is_shortened(const figures *one, const figures *other) {
    return may_have_magnitude(one, other) &&
           (is_magnitude(one->whole, other->whole) ||
            (other->whole >= THOUSANDS_DIGITS && one->whole > other->whole &&
             is_magnitude(one->whole + 3, other->whole)));
}

static bool have_same_digits(const figures *a, const figures *b) {
    return a->told.count >= TOLD_DIGITS && a->told.count == b->told.count &&
           memcmp(a->told.digit, b->told.digit, a->told.count) == 0 &&
           (is_parted(a, b) || is_parted(b, a) || is_shortened(a, b) || is_shortened(b, a));
}

/* ---- the same value */

/* The first digits as a number. */
static uint64_t leading(const digits *from, size_t count) {
    uint64_t number = 0;
    for (size_t i = 0; i < count; i++)
        number = number * 10 + (from->digit[i] - '0');
    return number;
}

/* Whether one number is one with a shorter one that has a fraction and a word of magnitude, rounded or cut:
 * "12,141,000" and "12.1 million". */
static bool is_rounded(const figures *one, const figures *other) {
    const size_t kept = other->all.count;
    if (!may_have_magnitude(one, other) || one->has_fraction || !other->has_fraction ||
        kept > ROUNDED_DIGITS || one->all.count <= kept || !is_magnitude(one->whole, other->whole))
        return false;
    if (one->whole - other->whole == GROUP_DIGITS && kept < GROUP_DIGITS)
        return false;
    const uint64_t cut = leading(&one->all, kept), shorter = leading(&other->all, kept);
    return shorter == cut || (shorter == cut + 1 && one->all.digit[kept] >= '5');
}

/* The value of a number of a side, one of the first; negative if it cannot be read. */
static double value_of(const figures *f, size_t number) {
    return dd_numeral_read(f->side->words, f->side->letters, f->number[number]).value;
}

/* Whether one number is a whole one and a fraction: "16.5" and "16-1/2". */
static bool is_mixed(const figures *one, const figures *other) {
    if (one->numbers != 1 || other->numbers != FRACTION_NUMBERS)
        return false;
    const double whole = value_of(other, 0), part = value_of(other, 1), parts = value_of(other, 2);
    return whole >= 0 && part > 0 && parts > part && fabs(value_of(one, 0) - (whole + part / parts)) < EXACT;
}

bool dd_figures_are_same(const dd_slot_side *a, const dd_slot_side *b, const dd_gap *gap) {
    const figures x = read_side(a, gap->a_begin, gap->a_end), y = read_side(b, gap->b_begin, gap->b_end);
    return have_same_digits(&x, &y) || is_rounded(&x, &y) || is_rounded(&y, &x) || is_mixed(&x, &y) ||
           is_mixed(&y, &x);
}
