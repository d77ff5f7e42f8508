import type { AppError } from '../errors.ts';

/** The facts of a platform that a person sees before binding the home to it. */
export interface BindingOffer {
  readonly platform: string;
  readonly name: string;
  readonly url: string;
  /** The subject of the root certificate that is to be pinned. */
  readonly rootSubject: string;
  /** SM3 of the root certificate (DER), hexadecimal. */
  readonly rootSm3: string;
  /** SHA-256 of the same, as many programs show it. */
  readonly rootSha256: string;
  /** The id of the policy profile that the settings name. */
  readonly profile: string;
  /** The title of that profile; null if nobody here knows it. */
  readonly profileTitle: Readonly<Record<'zh' | 'en', string>> | null;
  /** The id under which the platform will know the register of this home. */
  readonly registerId: string;
  /** How the platform words the contract, and the other addresses that this computer asks for it; null for the contract itself. */
  readonly dialect: { readonly name: string; readonly addresses: readonly string[] } | null;
  /** Identifies exactly these facts: what is bound is what was seen. */
  readonly digest: string;
}

/**
 * The standing of a platform in a home: `bound` by a person's word; `toBind`: the settings name it and nobody has bound
 * it; `former`: it was unbound; `lost`: the register has its binding on record or this computer has synchronised with it,
 * but it is neither bound nor in the settings.
 */
export type BindingStanding = 'bound' | 'toBind' | 'former' | 'lost';

/** A platform that is, was or may be bound, as window and command line list it. */
export interface BindingView {
  readonly platform: string;
  readonly name: string;
  readonly url: string;
  readonly rootSm3: string | null;
  readonly profile: string;
  readonly standing: BindingStanding;
  /** ISO 8601; null if it was never bound. */
  readonly boundAt: string | null;
  /** The end of the binding with its reason; null while it stands or if there was none. */
  readonly unbound: { readonly at: string; readonly reason: string } | null;
}

/** The bindings of this computer, as window and command line show them. */
export interface BindingsView {
  readonly platforms: readonly BindingView[];
  /** The platforms that can be bound, each as a person sees it before saying yes. */
  readonly offers: readonly BindingOffer[];
  /** What is missing or changed since the platforms were bound; anything here bars sealing. */
  readonly changes: readonly AppError[];
}
