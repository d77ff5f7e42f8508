import type { StoreApi } from 'zustand/vanilla';
import type { BindingStore } from '../features/platform/binding-store.ts';
import type { PlatformStore } from '../features/platform/platform-store.ts';
import type { PolicyStore } from '../features/settings/policy-section.tsx';
import type { TrustListStore } from '../features/trust-lists/trust-list-store.ts';
import type { VerifyStore } from '../features/verify/verify-store.ts';
import type { AppStore } from './app-store.ts';

/**
 * Verifies the open document again after a synchronisation has brought lists, which may change the verdict.
 */
export function verifyAfterSync(platform: StoreApi<PlatformStore>, verify: StoreApi<VerifyStore>): void {
  platform.subscribe(({ view }, former) => {
    const known = former.view === null ? null : listsOf(former.view);
    if (view !== null && known !== null && listsOf(view) !== known) void verify.getState().renew();
  });
}

/** Shows other rules once a platform was bound or unbound. */
export function followBindings(binding: StoreApi<BindingStore>, policy: StoreApi<PolicyStore>): void {
  binding.subscribe(({ view }, former) => {
    if (former.view !== null && view !== former.view) void policy.getState().load();
  });
}

/** Verifies the open document again once a list was taken over or removed, and shows whom the computer trusts now. */
export function followTrustLists(
  trustLists: StoreApi<TrustListStore>,
  { app, verify }: { readonly app: StoreApi<AppStore>; readonly verify: StoreApi<VerifyStore> },
): void {
  trustLists.subscribe(({ view }, former) => {
    if (former.view === null || view === null || keptIn(view) === keptIn(former.view)) return;
    void verify.getState().renew();
    void app.getState().load();
  });
}

const keptIn = ({ kept }: NonNullable<TrustListStore['view']>): string => JSON.stringify(kept);

function listsOf({ platforms }: NonNullable<PlatformStore['view']>): string {
  const lists = platforms.flatMap(({ id, lists: each }) =>
    each.map(({ kind, id: list, number, issuedAt }) => [id, kind, list, number, issuedAt]),
  );
  return JSON.stringify(lists);
}
