/* What bytes are taken for, and UTF-16. */
#include "text/decode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

typedef struct sample {
    const char *name;
    const char *bytes;
    size_t length;
    dd_encoding encoding;
} sample;

#define SAMPLE(name, bytes, encoding)                                                                        \
    { name, bytes, sizeof bytes - 1, encoding }

static const sample samples[] = {
    SAMPLE("empty", "", DD_ENCODING_UTF8),
    SAMPLE("text", "A short text.\r\n\tMore.\n", DD_ENCODING_UTF8),
    SAMPLE("UTF-8 with BOM", "\xef\xbb\xbfText", DD_ENCODING_UTF8),
    SAMPLE("one NUL", "cat\0dog", DD_ENCODING_UTF8),
    SAMPLE("wire text with its control characters", "\x01\x02Moscow, Nov 23\x03\x04\n", DD_ENCODING_UTF8),
    SAMPLE("a lone NUL", "\0", DD_ENCODING_UTF8),
    SAMPLE("terminal colours", "\x1b[1mA\x1b[0m \x1b[1mB\x1b[0m \x1b[1mC\x1b[0m \x07", DD_ENCODING_UTF8),
    SAMPLE("Latin-1",
           "caf\xe9 cr\xe8me br\xfbl\xe9"
           "e",
           DD_ENCODING_UTF8),
    SAMPLE("UTF-16LE",
           "\xff\xfe"
           "A\0",
           DD_ENCODING_UTF16_LE),
    SAMPLE("UTF-16LE, BOM alone", "\xff\xfe", DD_ENCODING_UTF16_LE),
    SAMPLE("UTF-16BE", "\xfe\xff\0A", DD_ENCODING_UTF16_BE),
    SAMPLE("UTF-16LE without BOM", "H\0e\0l\0l\0o\0 \0y\0o\0u\0", DD_ENCODING_BINARY),
    SAMPLE("UTF-32LE", "\xff\xfe\0\0A\0\0\0", DD_ENCODING_BINARY),
    SAMPLE("PNG", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x8\6\0\0\0", DD_ENCODING_BINARY),
    SAMPLE("gzip", "\x1f\x8b\x08\0\0\0\0\0\0\x03\xcb\x48\xcd\xc9\xc9\x07\0\x86\xa6\x10\x36\x05\0\0\0",
           DD_ENCODING_BINARY),
    SAMPLE("ELF", "\177ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0>\0", DD_ENCODING_BINARY),
    SAMPLE("zip", "PK\3\4\x14\0\0\0\x08\0!T\xb3Y\0\0\0\0\0\0", DD_ENCODING_BINARY),
    SAMPLE("JPEG", "\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0", DD_ENCODING_BINARY),
    SAMPLE("PDF", "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n", DD_ENCODING_BINARY),
};

static void samples_are_told_apart(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
        if (dd_decode_detect(samples[i].bytes, samples[i].length) != samples[i].encoding) {
            fail_msg("%s is not recognised", samples[i].name);
        }
    }
}

static void only_the_start_counts(void **state) {
    (void)state;
    static char bytes[20000];
    memset(bytes, 'a', sizeof bytes);
    memset(bytes + 8192, 0, sizeof bytes - 8192);
    assert_int_equal(dd_decode_detect(bytes, sizeof bytes), DD_ENCODING_UTF8);
    memset(bytes + 7000, 0, 1192);
    assert_int_equal(dd_decode_detect(bytes, sizeof bytes), DD_ENCODING_BINARY);
    memset(bytes, 'a', 8192);
    for (size_t i = 0; i < 8192; i += 100) { /* one in a hundred is damage */
        bytes[i] = 0;
    }
    assert_int_equal(dd_decode_detect(bytes, sizeof bytes), DD_ENCODING_UTF8);
}

/* Decodes UTF-16LE and, with the bytes of each pair swapped, UTF-16BE, and checks both. */
static void assert_utf16(const char *bytes, size_t length, const char *expected, size_t expected_invalid) {
    char swapped[64];
    assert_true(length <= sizeof swapped);
    memcpy(swapped, bytes, length);
    for (size_t i = 0; i + 1 < length; i += 2) {
        swapped[i] = bytes[i + 1];
        swapped[i + 1] = bytes[i];
    }
    for (int big = 0; big < 2; big++) {
        char out[128];
        assert_true(strlen(expected) < sizeof out);
        memset(out, 'x', sizeof out);
        size_t invalid = 99;
        size_t written = dd_decode_utf16(big ? swapped : bytes, length,
                                         big ? DD_ENCODING_UTF16_BE : DD_ENCODING_UTF16_LE, out, &invalid);
        assert_int_equal(dd_decode_utf16_length(big ? swapped : bytes, length,
                                                big ? DD_ENCODING_UTF16_BE : DD_ENCODING_UTF16_LE),
                         written);
        assert_int_equal(written, strlen(expected));
        assert_memory_equal(out, expected, written);
        assert_int_equal(out[written], 'x');
        assert_int_equal(invalid, expected_invalid);
    }
}

static void utf16_becomes_utf8(void **state) {
    (void)state;
    assert_utf16("\xff\xfe", 2, "", 0);
    assert_utf16("\xff\xfe"
                 "A\0\xe9\0\x2d\x4e",
                 8, "Aé中", 0);
    assert_utf16("\xff\xfe\x3d\xd8\x4d\xdc", 6, "👍", 0);
    assert_utf16("\xff\xfe\xff\xdb\xff\xdf", 6, "\U0010ffff", 0);
    assert_utf16("\xff\xfe\0\xd8\0\xdc\xff\xff", 8, "\U00010000\uffff", 0);
    assert_utf16("\xff\xfe"
                 "A\0\xff\xfe",
                 6, "A\ufeff", 0); /* only the first mark is left out */
}

static void utf16_faults_become_replacements(void **state) {
    (void)state;
    assert_utf16("\xff\xfe"
                 "A\0B",
                 5, "A\ufffd", 1);
    assert_utf16("\xff\xfe"
                 "B",
                 3, "\ufffd", 1);
    assert_utf16("\xff\xfe\x3d\xd8"
                 "A\0",
                 6, "\ufffdA", 1);
    assert_utf16("\xff\xfe\x4d\xdc"
                 "A\0",
                 6, "\ufffdA", 1);
    assert_utf16("\xff\xfe\x3d\xd8", 4, "\ufffd", 1);
    assert_utf16("\xff\xfe\x3d\xd8\x4d", 5, "\ufffd\ufffd", 2);
    assert_utf16("\xff\xfe\x3d\xd8\x3d\xd8\x4d\xdc", 8, "\ufffd👍", 1);
}

static void length_counts_every_unit(void **state) {
    (void)state;
    unsigned char bytes[4];
    assert_int_equal(dd_decode_utf16_length(NULL, 0, DD_ENCODING_UTF16_LE), 0);
    for (unsigned unit = 0; unit < 0x10000; unit++) {
        char out[8];
        size_t invalid;
        bytes[0] = (unsigned char)(unit >> 8);
        bytes[1] = (unsigned char)unit;
        memcpy(bytes + 2, "\xdc\x01", 2); /* a pair with the first if that is a high half */
        for (size_t length = 1; length <= sizeof bytes; length++)
            assert_int_equal(dd_decode_utf16_length(bytes, length, DD_ENCODING_UTF16_BE),
                             dd_decode_utf16(bytes, length, DD_ENCODING_UTF16_BE, out, &invalid));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(samples_are_told_apart),   cmocka_unit_test(only_the_start_counts),
        cmocka_unit_test(utf16_becomes_utf8),       cmocka_unit_test(utf16_faults_become_replacements),
        cmocka_unit_test(length_counts_every_unit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
