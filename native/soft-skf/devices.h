/* Devices are the tokens of the store, named by their serials. */
#ifndef SEALDESK_SKF_DEVICES_H
#define SEALDESK_SKF_DEVICES_H

#include "byte-buffer.h"
#include "token-record.h"

/* Every name has this size, with the NUL at its end. */
#define DEVICE_NAME_SIZE (SERIAL_LENGTH + 1)

/* Appends the names, in the order of serials: a folder's own order means nothing. */
void devices_present(struct byte_buffer *names);

#endif
