/* SKF_LockDev: one connection at a time within this process; calls other than SKF_LockDev do not heed it. */
#include "handles.h"
#include "waiting.h"

#define NO_LIMIT 0xFFFFFFFFU

static SKF_ULONG try_lock(SKF_HANDLE device) {
  struct access access;
  SKF_ULONG sar = access_begin(device, DEVICE_HANDLE, ACCESS_READ, &access);
  if (sar != SAR_OK) return sar;
  bool taken = handle_device_locked(access.handle->serial);
  if (!taken) access.handle->holds_device = true;
  access_end(&access);
  return taken ? SAR_TIMEOUTERR : SAR_OK;
}

static SKF_ULONG try_lock_once(SKF_HANDLE device) { WITHIN_LIBRARY(try_lock(device)); }

SKF_FUNCTION SKF_LockDev(SKF_HANDLE device, SKF_ULONG timeout_ms) {
  SKF_ULONG waited_ms = 0;
  SKF_ULONG sar = try_lock_once(device);
  while (sar == SAR_TIMEOUTERR && (timeout_ms == NO_LIMIT || waited_ms < timeout_ms)) {
    nap();
    waited_ms += NAP_MS;
    sar = try_lock_once(device);
  }
  return sar;
}

static SKF_ULONG unlock(SKF_HANDLE device) {
  struct access access;
  SKF_ULONG sar = access_begin(device, DEVICE_HANDLE, ACCESS_READ, &access);
  if (sar != SAR_OK) return sar;
  access.handle->holds_device = false;
  access_end(&access);
  return SAR_OK;
}

SKF_FUNCTION SKF_UnlockDev(SKF_HANDLE device) { WITHIN_LIBRARY(unlock(device)); }
