/* Archives and compressed files, in one another too: any bytes. What is in them is read as a member of an
 * archive is, within the limits on what may be unpacked. */
#include "supply_run.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    supply_run(data, size);
    return 0;
}
