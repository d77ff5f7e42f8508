import type { AppError } from '../errors.ts';

/** The scheme of links that lead from a page, a mail or an office system into the program. */
export const LINK_SCHEME = 'sealdesk';

/** What a link may ask for. None seals or signs: that needs a person, a document that they see, and a PIN. */
export const LINK_ACTIONS = ['open', 'verify', 'approve'] as const;
export type LinkAction = (typeof LINK_ACTIONS)[number];

/** Where the file of a link lies. */
export type LinkedFile =
  /** It is downloaded. `host` is in its ASCII form, with the port if it is not the usual one. */
  | { readonly kind: 'web'; readonly host: string; readonly address: string }
  | { readonly kind: 'file'; readonly path: string }
  /** Another computer, which learns who opens it: Windows signs in there by itself. */
  | { readonly kind: 'share'; readonly host: string; readonly path: string };

/** What a link asks for. */
export interface AppLink {
  readonly action: LinkAction;
  readonly file: LinkedFile;
}

/** A link that has come and waits for the person: a question, or why it is none. */
export type ArrivedLink =
  | ({ readonly kind: 'question'; readonly id: string } & AppLink)
  | { readonly kind: 'refused'; readonly id: string; readonly error: AppError };
