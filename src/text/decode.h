/* Bytes to UTF-8: detects what the bytes are before anything is folded. */
#ifndef DD_TEXT_DECODE_H
#define DD_TEXT_DECODE_H

#include <dedupe/dedupe.h>

typedef enum dd_encoding {
    DD_ENCODING_UTF8 = 0, /* UTF-8, or close enough: bad bytes become separators */
    DD_ENCODING_UTF16_LE, /* by BOM */
    DD_ENCODING_UTF16_BE, /* by BOM */
    DD_ENCODING_BINARY /* an image, an archive, a PDF, UTF-32, …: many NUL or control bytes near the start */
} dd_encoding;

/* What `length` bytes are, from at most their first 8 KiB. A rare NUL or control byte inside text is still
 * text. */
dd_encoding dd_decode_detect(const void *bytes, size_t length);

/* The bytes of UTF-8 that UTF-16 becomes: exactly what dd_decode_utf16 writes. One pass. */
size_t dd_decode_utf16_length(const void *bytes, size_t length, dd_encoding encoding);

/* Converts UTF-16 (with its BOM, which is left out) into `out`, which has room for the length above.
 * Unpaired surrogates and a final odd byte become U+FFFD; *invalid_units is set to their number. Returns
 * the bytes written. */
size_t dd_decode_utf16(const void *bytes, size_t length, dd_encoding encoding, char *out,
                       size_t *invalid_units);

#endif
