import type { StoreApi } from 'zustand/vanilla';
import type { PlatformStore } from '../features/platform/platform-store.ts';
import type { VerifyStore } from '../features/verify/verify-store.ts';

/** Judges the open document anew once a synchronisation has brought lists: what was valid may be so no longer. */
export function verifyAfterSync(platform: StoreApi<PlatformStore>, verify: StoreApi<VerifyStore>): void {
  platform.subscribe(({ view }, former) => {
    const known = former.view === null ? null : listsOf(former.view);
    if (view !== null && known !== null && listsOf(view) !== known) void verify.getState().renew();
  });
}

function listsOf({ platforms }: NonNullable<PlatformStore['view']>): string {
  const lists = platforms.flatMap(({ id, lists: each }) =>
    each.map(({ kind, id: list, number, issuedAt }) => [id, kind, list, number, issuedAt]),
  );
  return JSON.stringify(lists);
}
