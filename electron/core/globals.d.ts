/**
 * The only things outside ECMAScript that core may use: text conversion and WebAssembly,
 * which every runtime of the app has.
 */
declare class TextEncoder {
  encode(text: string): Uint8Array;
}

declare class TextDecoder {
  constructor(label?: string, options?: { readonly fatal?: boolean });
  decode(bytes: Uint8Array): string;
}
