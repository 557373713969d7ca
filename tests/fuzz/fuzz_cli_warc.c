/* Web archives: any bytes after the first line of a record, which tells that it is one. */
#include "supply_run.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char start[] = "WARC/1.0\r\n";
    const size_t start_length = sizeof start - 1;
    uint8_t *whole = malloc(start_length + size);
    if (whole == NULL)
        return 0;
    memcpy(whole, start, start_length);
    if (size > 0)
        memcpy(whole + start_length, data, size);
    supply_run(whole, start_length + size);
    free(whole);
    return 0;
}
