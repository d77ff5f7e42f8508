import { z } from 'zod';
import type { AppInfo, MissingPiece, TrustInfo } from '../../shared/model/app-description.ts';
import { LANGUAGES, type Preferences, THEMES } from '../../shared/model/app-info.ts';
import { type SettingsView, TEXT_SIZES } from '../../shared/model/settings.ts';
import type { ImportedBundle } from '../../shared/model/offline-bundle.ts';
import type { PlatformsView, SyncProgress } from '../../shared/model/platform.ts';
import { type EnterpriseRulesView, MOST_SEALING_HOURS } from '../../shared/model/enterprise-rules.ts';
import type { BindingOffer, BindingsView } from '../../shared/model/platform-binding.ts';
import type { PolicyView } from '../../shared/model/policy-profile.ts';
import type { OfferedMakerList, OfferedTrustList, TrustListsView } from '../../shared/model/trust-lists.ts';
import { event, operation, typeOnly } from '../operation.ts';
import { fileOperation } from './fields.ts';

const preferences = z.strictObject({
  language: z.enum(LANGUAGES),
  theme: z.enum(THEMES),
  welcomed: z.boolean(),
  verifyOnly: z.boolean(),
});

const settings = z
  .strictObject({
    textSize: z.literal(TEXT_SIZES),
    outputPattern: z.string().min(1).max(200).nullable(),
    defaultPreset: z.string().min(1).max(200).nullable(),
  })
  .partial();

/** The app itself: what it is, and the person's preferences. */
export const app = {
  /** Is answered at once, so that the window shows its places before the home is open. */
  info: operation({ answer: typeOnly<AppInfo>() }),
  /** The page could not go on and shows nothing any more. It is opened anew, as if its process had ended. */
  failed: operation({ answer: typeOnly<null>() }),
  /** Whom the app trusts by the files of the home. */
  trust: operation({ answer: typeOnly<TrustInfo>() }),
  /** What is missing, once the store is opened and checked. */
  missing: operation({ answer: typeOnly<readonly MissingPiece[]>() }),
  /** Makes the demonstration in a folder of its own and starts the app anew in it. */
  startDemo: operation({ answer: typeOnly<null>() }),
  setPreferences: operation({ request: preferences, answer: typeOnly<Preferences>() }),
  /** Changes some of the settings that window and command line obey. */
  changeSettings: operation({ request: settings, answer: typeOnly<SettingsView>() }),
  /** The menu chose one of these for the window to do. */
  command: event(typeOnly<'open' | 'about' | 'guide'>()),
} as const;

const platformId = z.string().min(1).max(100);

const chosen = z.strictObject({
  /** Id; null for all. */
  platform: platformId.nullable(),
});

const boundOffer = z.strictObject({
  platform: platformId,
  /** Of the offer that the person has seen; SM3, hexadecimal. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
});

const setup = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('address'), address: z.string().trim().min(1).max(500) }),
  /** The person chooses the file. */
  z.strictObject({ kind: z.literal('file') }),
]);

const confirmed = z.strictObject({ rootSm3: z.string().regex(/^[0-9a-f]{64}$/) });

const ending = z.strictObject({ platform: platformId, reason: z.string().trim().min(1).max(200) });

/** The platforms, the bindings to them, and being in step with them. */
export const platform = {
  view: operation({ answer: typeOnly<PlatformsView>() }),
  /** Begins at once; how it goes is told by the events. */
  syncNow: operation({ request: chosen, answer: typeOnly<null>() }),
  cancel: operation({ request: chosen, answer: typeOnly<null>() }),
  /** Takes in an offline bundle (离线更新包) that the person picks; null when they change their mind. */
  importBundle: operation({ answer: typeOnly<ImportedBundle | null>() }),
  importDropped: fileOperation(typeOnly<ImportedBundle>()),
  /** Downloads an offline bundle and writes it where the person says; false when they change their mind. */
  saveBundle: operation({ request: z.strictObject({ platform: platformId }), answer: typeOnly<boolean>() }),
  /** Lists the bindings, what can be bound, and what is missing or changed. */
  bindings: operation({ answer: typeOnly<BindingsView>() }),
  /** Binds this computer to a platform as the person has seen it, on record. */
  bind: operation({ request: boundOffer, answer: typeOnly<BindingsView>() }),
  /** Ends a binding with a reason, on record. */
  unbind: operation({ request: ending, answer: typeOnly<BindingsView>() }),
  /** Asks at an address, or reads a file, which platform it is; null where the person changes their mind. Nothing is kept. */
  offer: operation({ request: setup, answer: typeOnly<BindingOffer | null>() }),
  /** Adds the platform that was offered last and binds this computer to it. The fingerprint is the one that the person has confirmed. */
  add: operation({ request: confirmed, answer: typeOnly<BindingsView>() }),
  /** Takes a platform out of the settings; a binding to it ends with the reason, on record. */
  remove: operation({ request: ending, answer: typeOnly<BindingsView>() }),
  changed: event(typeOnly<PlatformsView>()),
  progress: event(typeOnly<SyncProgress>()),
} as const;

const enterpriseRules = z.strictObject({
  approval: z.boolean(),
  fourEyes: z.boolean(),
  claimedApprovals: z.boolean(),
  sealingHours: z.int().min(1).max(MOST_SEALING_HOURS).nullable(),
  archiveStamp: z.literal(true).optional(),
});

/** The rules of the jurisdictions, and the enterprise's own. */
export const policy = {
  view: operation({ answer: typeOnly<PolicyView>() }),
  /** The enterprise's own rules, and since when they hold. */
  enterprise: operation({ answer: typeOnly<EnterpriseRulesView>() }),
  /** Lays down other ones, on record. A looser rule needs a reason. */
  layDown: operation({
    request: z.strictObject({ rules: enterpriseRules, reason: z.string().max(200) }),
    answer: typeOnly<EnterpriseRulesView>(),
  }),
} as const;

const sm3 = z.string().regex(/^[0-9a-f]{64}$/);

/** The authorities that the person trusts. */
export const trust = {
  /** The signed lists of trust and makers. */
  lists: operation({ answer: typeOnly<TrustListsView>() }),
  /** Lets the person choose a file and reads it; null where they change their mind. Nothing is taken over. */
  choose: operation({ answer: typeOnly<OfferedTrustList | OfferedMakerList | null>() }),
  /** Reads one of the lists that lie ready. @see TrustListsView.offered */
  consider: operation({
    request: z.strictObject({ file: z.string().max(4096) }),
    answer: typeOnly<OfferedTrustList>(),
  }),
  /** Takes over the list that was read last. The fingerprint is the one that the person has confirmed; a renewal needs none. */
  accept: operation({
    request: z.strictObject({ fingerprint: sm3.nullable() }),
    answer: typeOnly<TrustListsView>(),
  }),
  remove: operation({
    request: z.strictObject({ id: z.string().max(100) }),
    answer: typeOnly<TrustListsView>(),
  }),
  showFolder: operation({ answer: typeOnly<null>() }),
} as const;
