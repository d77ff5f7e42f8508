/** What the test asks of the main process that runs in Node. */
export type ToMain =
  /** The page has loaded. */
  | { readonly kind: 'loaded' }
  /** The page calls main over a channel; an answer follows. */
  | {
      readonly kind: 'call';
      readonly id: number;
      readonly channel: string;
      readonly args: readonly unknown[];
    }
  /** The browser asks for a file of the app by its path; a file follows. */
  | { readonly kind: 'fetch'; readonly id: number; readonly method: string; readonly path: string }
  /** Dialogs that open or save a file answer with this path from now on; null: the person changes their mind. */
  | { readonly kind: 'dialogs'; readonly path: string | null }
  /** The page as a PDF, as main has asked. */
  | { readonly kind: 'printed'; readonly id: number; readonly pdf: Uint8Array }
  | { readonly kind: 'quit' };

/** What main tells the test. */
export type ToTest =
  /** Main has begun to load its page. */
  | { readonly kind: 'load' }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | {
      readonly kind: 'file';
      readonly id: number;
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: Uint8Array;
    }
  /** An event for the page. */
  | { readonly kind: 'event'; readonly channel: string; readonly payload: unknown }
  /** Main wants a PDF of the page, of the sizes that its style says. */
  | { readonly kind: 'print'; readonly id: number }
  /** The factor by which main scales the page. */
  | { readonly kind: 'zoom'; readonly factor: number };
