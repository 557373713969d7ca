/* Rules for accepted syndication: which line is a rule, and what it matches, also by source. */
#include "gate/allow.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* Reads rules from a file of that content. */
static bool read_rules(cli_allow *allow, const char *content, cli_messages *messages) {
    char path[] = "/tmp/dedupe-rules-XXXXXX";
    const int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    assert_int_equal(write(descriptor, content, strlen(content)), strlen(content));
    close(descriptor);
    const bool fine = cli_allow_read(allow, path, messages);
    unlink(path);
    return fine;
}

static void rules_match_path_id_and_source(void **state) {
    (void)state;
    cli_allow allow = {0};
    cli_messages *messages = cli_messages_create();
    const cli_metadata north = {.source = "North light"};
    const cli_metadata south = {.source = "Southlight"};
    const cli_origin wire = {.path = "./feed/wire/a.txt", .metadata = &north};
    const cli_origin other = {.path = "feed/b.txt", .line = 3, .metadata = &south};
    assert_true(read_rules(&allow,
                           "source \"North light\" because paid\r\n"
                           "path id-[0-9] because by id\n"
                           "path feed/w* because by path\n",
                           messages));
    assert_int_equal(allow.count, 3);
    assert_string_equal(allow.rules[0].reason, "paid");
    assert_ptr_equal(cli_allow_find(&allow, "x", &wire), &allow.rules[0]);
    assert_null(cli_allow_find(&allow, "x", &other));
    assert_ptr_equal(cli_allow_find(&allow, "id-7", &other), &allow.rules[1]);
    assert_null(cli_allow_find(&allow, "id-77", &other));
    const cli_origin unknown = {.path = "./feed/wire/a.txt"};
    assert_ptr_equal(cli_allow_find(&allow, "x", &unknown), &allow.rules[2]);
    assert_null(cli_allow_find(&allow, "x", NULL));
    cli_allow_free(&allow);
    cli_messages_free(messages);
}

static void pairs_match_no_article_alone(void **state) {
    (void)state;
    cli_allow allow = {0};
    cli_messages *messages = cli_messages_create();
    assert_true(read_rules(&allow, "# none\n\npair \"a \\\"b\\\"\" \\c because d  ", messages));
    assert_int_equal(allow.count, 1);
    assert_int_equal(allow.rules[0].line, 3);
    assert_string_equal(allow.rules[0].patterns[0], "a \"b\"");
    assert_string_equal(allow.rules[0].patterns[1], "\\c");
    assert_string_equal(allow.rules[0].reason, "d");
    assert_null(cli_allow_find(&allow, "a \"b\"", NULL));
    cli_allow_free(&allow);
    cli_messages_free(messages);
}

static void every_wrong_line_is_told(void **state) {
    (void)state;
    cli_allow allow = {0};
    size_t count;
    cli_messages *messages = cli_messages_create();
    assert_false(read_rules(&allow, "path\npath a because b\nfoo a because b\npath a because \n", messages));
    const cli_message *errors = cli_messages_errors(messages, &count);
    assert_int_equal(count, 3);
    assert_int_equal(errors[0].line, 1);
    assert_int_equal(errors[1].line, 3);
    assert_int_equal(errors[2].line, 4);
    assert_string_equal(errors[0].code, "bad-rule");
    cli_allow_free(&allow);
    cli_messages_free(messages);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_match_path_id_and_source),
        cmocka_unit_test(pairs_match_no_article_alone),
        cmocka_unit_test(every_wrong_line_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
