import { utf8Bytes } from './encodings.ts';

/** What Windows allows in no file name. */
const FORBIDDEN = /[<>:"/\\|?*\p{Cc}]/gu;
/** Names that Windows keeps for devices, whatever their ending (Naming Files, Paths, and Namespaces). */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(?:\..*)?$/iu;
/** Windows drops these from the end of a name, which then is that of another file. */
const ENDING = /[. ]+$/;

/** Tells whether every system takes a text for a file's name as it is. */
export function isFileName(text: string): boolean {
  return text !== '' && fileName(text) === text;
}

/**
 * Returns a name that every system takes for a file: what Windows does not take as it is becomes `_`. A text that is a name already
 * stays as it is.
 */
export function fileName(text: string): string {
  const plain = text.replaceAll(FORBIDDEN, '_').replace(ENDING, (end) => '_'.repeat(end.length));
  return plain === '' || DEVICE.test(plain) ? `_${plain}` : plain;
}

/** Returns as many whole characters from the beginning of a text as fit into so many bytes of UTF-8: file systems count those. */
export function shortened(text: string, mostBytes: number): string {
  const characters = [...text];
  while (characters.length > 0 && utf8Bytes(characters.join('')).length > mostBytes) characters.pop();
  return characters.join('');
}
