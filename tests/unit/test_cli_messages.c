/* Errors of a file beyond those that are kept: which are kept, and that the others are counted. */
#include "messages.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { STEP = 7919, ERRORS = 20000, LINES = 100 }; /* a step without a common factor visits all */

/* What is written to stderr goes nowhere. */
static void flush(cli_messages *messages) {
    const int kept = dup(STDERR_FILENO);
    const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    assert_true(kept >= 0 && nowhere >= 0);
    assert_true(fflush(stderr) == 0 && dup2(nowhere, STDERR_FILENO) >= 0);
    cli_messages_flush(messages);
    assert_true(fflush(stderr) == 0 && dup2(kept, STDERR_FILENO) >= 0);
    close(nowhere);
    close(kept);
}

static void add(cli_messages *messages, const char *path, size_t number) {
    cli_messages_record_error(messages, path, 1 + number * LINES / ERRORS, number, "bad-record", "is bad");
}

/* The first of each file are kept, whatever order they come in, and one message stands for the rest. */
static void first_ones_are_kept_in_any_order(void **state) {
    (void)state;
    for (size_t start = 0; start < 2; start++) {
        cli_messages *messages = cli_messages_create();
        size_t count;
        for (size_t i = 0; i < ERRORS; i++) {
            const size_t number = (start * 12345 + i * STEP) % ERRORS;
            add(messages, "large", number + 1);
            if (number < 3)
                add(messages, "small", number + 1);
        }
        assert_int_equal(cli_messages_error_count(messages), ERRORS + 3);
        flush(messages);
        const cli_message *errors = cli_messages_errors(messages, &count);
        assert_int_equal(count, CLI_MOST_ERRORS + 1 + 3);
        for (size_t i = 0; i < CLI_MOST_ERRORS; i++) {
            assert_int_equal(errors[i].number, i + 1);
            assert_int_equal(errors[i].more, 0);
        }
        const cli_message *rest = &errors[CLI_MOST_ERRORS];
        assert_string_equal(rest->code, "more-errors");
        assert_int_equal(rest->more, ERRORS - CLI_MOST_ERRORS);
        assert_int_equal(rest->line, 1 + LINES);
        assert_string_equal(rest->text,
                            "19000 more errors up to this line; of one file the first 1000 are listed");
        assert_string_equal(rest[1].path, "small");
        assert_int_equal(cli_messages_error_count(messages), ERRORS + 3);
        cli_messages_free(messages);
    }
}

/* Those that nobody kept are joined with those that were given up here. */
static void counted_errors_are_joined(void **state) {
    cli_messages *messages = cli_messages_create();
    size_t count;
    (void)state;
    cli_messages_more_errors(messages, "large", 70, 5);
    for (size_t i = 0; i < CLI_MOST_ERRORS + 2; i++)
        cli_messages_error(messages, "large", 0, "bad-feed", "error %zu", i);
    cli_messages_more_errors(messages, "large", 60, 4);
    flush(messages);
    const cli_message *errors = cli_messages_errors(messages, &count);
    assert_int_equal(count, CLI_MOST_ERRORS + 1);
    assert_int_equal(errors[CLI_MOST_ERRORS].more, 2 + 5 + 4);
    assert_int_equal(errors[CLI_MOST_ERRORS].line, 70);
    assert_int_equal(cli_messages_error_count(messages), CLI_MOST_ERRORS + 2 + 5 + 4);
    cli_messages_free(messages);
}

/* Many files with few errors keep them all, and so do errors about no file. */
static void few_errors_of_many_files_are_kept(void **state) {
    cli_messages *messages = cli_messages_create();
    size_t count;
    (void)state;
    for (size_t i = 0; i < ERRORS; i++) {
        char path[32];
        (void)snprintf(path, sizeof path, "file %zu", i);
        cli_messages_error(messages, path, 0, "unreadable", "cannot be read");
        if (i % 10 == 0)
            cli_messages_error(messages, NULL, 0, "system", "failed");
    }
    flush(messages);
    const cli_message *errors = cli_messages_errors(messages, &count);
    assert_int_equal(count, ERRORS + ERRORS / 10);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(errors[i].more, 0);
    cli_messages_free(messages);
}

/* Members of an archive are one file together. A name with a colon is none for that, nor is one that begins
 * like an archive. */
static void members_of_an_archive_count_as_one_file(void **state) {
    (void)state;
    for (size_t start = 0; start < 2; start++) {
        cli_messages *messages = cli_messages_create();
        size_t count;
        cli_messages_archive(messages, "news.zip");
        cli_messages_archive(messages, "a.zip");
        cli_messages_archive(messages, "news.zip");
        for (size_t i = 0; i < ERRORS; i++) {
            char path[32];
            const size_t number = (start * 12345 + i * STEP) % ERRORS;
            (void)snprintf(path, sizeof path, "news.zip:%05zu", number);
            add(messages, path, 1);
            if (number < CLI_MOST_ERRORS) {
                (void)snprintf(path, sizeof path, "news:%05zu", number);
                add(messages, path, 1);
                add(messages, path, 2);
            }
        }
        add(messages, "news.zip", 1);
        add(messages, "news.zip-", 1);
        flush(messages);
        const cli_message *errors = cli_messages_errors(messages, &count);
        assert_int_equal(count, CLI_MOST_ERRORS + 1 + 1 + 2 * CLI_MOST_ERRORS);
        assert_string_equal(errors[0].path, "news.zip");
        assert_string_equal(errors[1].path, "news.zip:00000");
        assert_string_equal(errors[CLI_MOST_ERRORS - 1].path, "news.zip:00998");
        assert_string_equal(errors[CLI_MOST_ERRORS].path, "news.zip");
        assert_int_equal(errors[CLI_MOST_ERRORS].more, ERRORS + 1 - CLI_MOST_ERRORS);
        assert_string_equal(errors[CLI_MOST_ERRORS].text,
                            "19001 more errors; of one file the first 1000 are listed");
        assert_string_equal(errors[CLI_MOST_ERRORS + 1].path, "news.zip-");
        assert_string_equal(errors[count - 1].path, "news:00999");
        cli_messages_free(messages);
    }
}

/* If all the others are of one member, it is named with the line. */
static void more_errors_of_one_member_name_it(void **state) {
    cli_messages *messages = cli_messages_create();
    size_t count;
    (void)state;
    cli_messages_archive(messages, "news.zip");
    add(messages, "news.zip:a", 1);
    for (size_t i = 0; i < CLI_MOST_ERRORS + 2; i++)
        cli_messages_error(messages, "news.zip:b", i + 1, "bad-json", "is bad");
    cli_messages_more_errors(messages, "news.zip:b", 7000, 5);
    flush(messages);
    const cli_message *errors = cli_messages_errors(messages, &count);
    assert_int_equal(count, CLI_MOST_ERRORS + 1);
    assert_int_equal(errors[CLI_MOST_ERRORS].more, 3 + 5);
    assert_int_equal(errors[CLI_MOST_ERRORS].line, 7000);
    assert_string_equal(errors[CLI_MOST_ERRORS].path, "news.zip:b");
    cli_messages_free(messages);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(first_ones_are_kept_in_any_order),
        cmocka_unit_test(counted_errors_are_joined),
        cmocka_unit_test(few_errors_of_many_files_are_kept),
        cmocka_unit_test(members_of_an_archive_count_as_one_file),
        cmocka_unit_test(more_errors_of_one_member_name_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
