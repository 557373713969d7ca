/* The ends of passages that are shown. All text is invented. */
#include "facts_case.h"
#include "verify/trim.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

enum { SHINGLE = 9 };

#define SENTENCE "the ferry ran aground off the island before dawn and nobody on board was hurt"

/* Trims the run that is all of both texts, in either order, and checks what is left of the first. */
static void check(const char *one, const char *other, const char *left) {
    for (unsigned turned = 0; turned < 2; turned++) {
        const char *first = turned ? other : one, *second = turned ? one : other;
        facts_text a, b, expected;
        facts_text_read(&a, first, strlen(first));
        facts_text_read(&b, second, strlen(second));
        facts_text_read(&expected, left, strlen(left));
        dd_run run = {0, (uint32_t)a.letters.count, 0, (uint32_t)b.letters.count, 1};
        dd_trim(&a.letters, &b.letters, SHINGLE, &run);
        const dd_run of_one = turned ? (dd_run){run.b_begin, run.b_end, run.a_begin, run.a_end, 1} : run;
        const dd_letters *letters = turned ? &b.letters : &a.letters;
        assert_int_equal(of_one.a_end - of_one.a_begin, expected.letters.count);
        assert_memory_equal(letters->letter + of_one.a_begin, expected.letters.letter,
                            expected.letters.count);
        facts_text_free(&a);
        facts_text_free(&b);
        facts_text_free(&expected);
    }
}

static void what_is_the_same_to_its_ends_stays(void **state) {
    (void)state;
    check(SENTENCE, SENTENCE, SENTENCE);
    check(SENTENCE " at all", SENTENCE " at all", SENTENCE " at all");
    check("brief", "brief", "brief");
}

static void few_letters_before_a_longer_gap_go(void **state) {
    (void)state;
    check("the council had reckoned with it. " SENTENCE, "the council had set aside a sum. " SENTENCE,
          SENTENCE);
    check(SENTENCE ", said the crew; all is well", SENTENCE ", wrote the guards; all is well", SENTENCE);
}

/* As many letters as the gap has, or more, are evidence. */
static void a_gap_that_is_no_longer_stays(void **state) {
    (void)state;
    check("council abcdefg " SENTENCE, "council hijklmn " SENTENCE, "council abcdefg " SENTENCE);
    check("council abcdefgh " SENTENCE, "council ijklmnop " SENTENCE, SENTENCE);
}

/* The sides slip against each other, and one end after the other is taken off. */
static void gaps_of_two_lengths_and_several_ends(void **state) {
    (void)state;
    check("it was then as if, said the crew, " SENTENCE,
          "it was later still that, the guards added, " SENTENCE, SENTENCE);
    check("the old mayor abcdefghijklmn the council qrstuvwxyzabcd " SENTENCE,
          "the old mayor opqrstuvwxyzab the council efghijklmnopqr " SENTENCE, SENTENCE);
}

/* One end after the other may go, but not most of what was found. */
static void most_of_a_run_stays(void **state) {
    (void)state;
    enum { ISLANDS = 10, ISLAND = 20, GAP = 25, LENGTH = ISLANDS * (ISLAND + GAP) + 26 };
    char one[LENGTH + 1], other[LENGTH + 1];
    random_source source = random_start(5);
    for (size_t i = 0; i < LENGTH; i++) {
        one[i] = (char)('a' + random_next(&source) % 26);
        const bool is_shared = i >= ISLANDS * (ISLAND + GAP) || i % (ISLAND + GAP) < ISLAND;
        other[i] = is_shared ? one[i]
                             : (char)('a' + ((uint64_t)(one[i] - 'a') + 1 + random_next(&source) % 25) % 26);
    }
    one[LENGTH] = other[LENGTH] = '\0';
    facts_text a, b;
    facts_text_read(&a, one, LENGTH);
    facts_text_read(&b, other, LENGTH);
    dd_run run = {0, LENGTH, 0, LENGTH, 1};
    dd_trim(&a.letters, &b.letters, SHINGLE, &run);
    assert_true(run.a_begin == 5 * (ISLAND + GAP) && run.a_end == LENGTH);
    assert_true(run.b_begin == run.a_begin && run.b_end == LENGTH);
    facts_text_free(&a);
    facts_text_free(&b);
}

/* Less than a run has at least is not shown: then it stays whole. */
static void too_little_would_be_left(void **state) {
    (void)state;
    check("council abcdefghijk off the island", "council lmnopqrstuv off the island",
          "council abcdefghijk off the island");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_the_same_to_its_ends_stays),
        cmocka_unit_test(few_letters_before_a_longer_gap_go),
        cmocka_unit_test(a_gap_that_is_no_longer_stays),
        cmocka_unit_test(gaps_of_two_lengths_and_several_ends),
        cmocka_unit_test(most_of_a_run_stays),
        cmocka_unit_test(too_little_would_be_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
