/* Documents of other programs, whose text is not to be had from the bytes alone: PDF, RTF, what offices
 * write. Each is an article that takes no part, and a warning says what makes text of it. */
#include "input.h"

#include <string.h>

typedef struct kind {
    const char *start; /* of the file, of the name of a member or of its content */
    size_t length;
    const char *what;
} kind;

#define START(bytes) (bytes), sizeof(bytes) - 1

static const char office[] = "a document of an office program; save it as text";

static const kind kinds[] = {
    {START("%PDF-"), "a PDF; pdftotext makes text of it"},
    {START("{\\rtf"), "rich text (RTF); save it as plain text"},
    {START("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), office},
};

/* The first member of a zip archive that is a document. */
static const kind members[] = {
    {START("[Content_Types].xml"), office}, {START("_rels/.rels"), office},
    {START("docProps/app.xml"), office},    {START("docProps/core.xml"), office},
    {START("word/document.xml"), office},
};

/* A zip archive whose first member is named "mimetype" and holds what begins so. */
static const kind types[] = {
    {START("application/vnd.oasis.opendocument."), office},
    {START("application/epub+zip"), "an e-book (EPUB); save it as text"},
};

static const char *find(const kind *list, size_t count, const char *bytes, size_t length) {
    for (size_t i = 0; i < count; i++)
        if (length >= list[i].length && memcmp(bytes, list[i].start, list[i].length) == 0)
            return list[i].what;
    return NULL;
}

/* The head of a member of a zip archive is 30 bytes; its name and something more come behind it, whose
 * lengths are in bytes 26 and 28. */
static const char *find_in_zip(const char *bytes, size_t length) {
    static const char mimetype[] = "mimetype";
    enum { HEAD = 30, NAME_LENGTH = 26, REST_LENGTH = 28 };
    if (length < HEAD || memcmp(bytes, "PK\3\4", 4) != 0)
        return NULL;
    const unsigned char *head = (const unsigned char *)bytes;
    const size_t name = head[NAME_LENGTH] | (size_t)head[NAME_LENGTH + 1] << 8,
                 rest = head[REST_LENGTH] | (size_t)head[REST_LENGTH + 1] << 8;
    bytes += HEAD;
    length -= HEAD;
    if (name != sizeof mimetype - 1 || length < name + rest || memcmp(bytes, mimetype, name) != 0) {
        for (size_t i = 0; i < sizeof members / sizeof *members; i++)
            if (name == members[i].length && length >= name && memcmp(bytes, members[i].start, name) == 0)
                return members[i].what;
        return NULL;
    }
    return find(types, sizeof types / sizeof *types, bytes + name + rest, length - name - rest);
}

const char *cli_input_document(const char *bytes, size_t length) {
    const char *what = find(kinds, sizeof kinds / sizeof *kinds, bytes, length);
    return what != NULL ? what : find_in_zip(bytes, length);
}

/* Gives, in its place, what the library takes for binary whatever the file is. */
static void read_document(void *state, const cli_piece *piece, cli_batch *batch) {
    static const char binary[64];
    (void)state;
    cli_record *record = cli_batch_add(batch, NULL, binary, sizeof binary, 0);
    record->metadata.url = piece->url;
    record->document = cli_input_document(piece->bytes, piece->length);
}

const cli_input_format cli_document_format = {
    .name = "document",
    .read = read_document,
};
