/* Tokens that come and go, told one at a time to whoever waits. */
#include <stdatomic.h>
#include <string.h>

#include "answers.h"
#include "devices.h"
#include "handles.h"
#include "waiting.h"

/* How many calls were cancelled: a wait that began before the last one ends. */
static atomic_uint cancellations = 0;

static struct byte_buffer present_now(void) {
  struct byte_buffer names = {0};
  library_enter();
  devices_present(&names);
  library_leave();
  return names;
}

/* The first name of one list that the other lacks; NULL where there is none. */
static const char *only_in(const struct byte_buffer *list, const struct byte_buffer *other) {
  for (size_t at = 0; at < list->length; at += DEVICE_NAME_SIZE) {
    const char *name = (const char *)list->bytes + at;
    if (!holds_name(other, name)) return name;
  }
  return NULL;
}

static const char *change_between(const struct byte_buffer *before, const struct byte_buffer *now,
                                  SKF_ULONG *event) {
  const char *gone = only_in(before, now);
  *event = gone == NULL ? DEV_EVENT_INSERTED : DEV_EVENT_REMOVED;
  return gone == NULL ? only_in(now, before) : gone;
}

/* The change since the wait began; SAR_FAIL where the wait was cancelled. */
SKF_FUNCTION SKF_WaitForDevEvent(char *name, SKF_ULONG *name_length, SKF_ULONG *event) {
  if (name == NULL || name_length == NULL || event == NULL) return SAR_INVALIDPARAMERR;
  unsigned began = atomic_load(&cancellations);
  struct byte_buffer before = present_now();
  SKF_ULONG sar = SAR_FAIL;
  for (bool told = false; !told && atomic_load(&cancellations) == began;) {
    nap();
    struct byte_buffer now = present_now();
    const char *changed = change_between(&before, &now, event);
    told = changed != NULL;
    if (told) sar = give_bytes(changed, strlen(changed) + 1, name, name_length);
    buffer_free(&now);
  }
  buffer_free(&before);
  return sar;
}

SKF_FUNCTION SKF_CancelWaitForDevEvent(void) {
  atomic_fetch_add(&cancellations, 1);
  return SAR_OK;
}
