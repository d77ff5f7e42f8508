/* Calls that wait do so in short naps, outside the library's lock. */
#ifndef SEALDESK_WAITING_H
#define SEALDESK_WAITING_H

#define NAP_MS 50

void nap(void);

#endif
