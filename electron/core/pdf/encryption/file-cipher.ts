import { cbc } from '@noble/ciphers/aes.js';
import { md5 } from '@noble/hashes/legacy.js';
import { concatBytes } from '../../bytes/byte-arrays.ts';
import { latin1Bytes } from '../../bytes/encodings.ts';
import { filterSteps } from '../filters/decode-stream.ts';
import { damaged } from '../syntax/lexer.ts';
import { isName, type PdfDictionary, type PdfObject, type PdfReference } from '../syntax/objects.ts';
import type { CipherMethod, StandardEncryption } from './encryption-dictionary.ts';
import { rc4 } from './rc4.ts';

/** Returns fresh random bytes. */
export type RandomSource = (length: number) => Uint8Array;
type Resolve = (object: PdfObject) => PdfObject;

const BLOCK_LENGTH = 16;
/** What distinguishes the object keys of AES (ISO 32000-2 §7.6.3.1, Algorithm 1, step b). */
const AES_SALT = latin1Bytes('sAlT');

/** Encrypts and decrypts the strings and streams of a file with its key (ISO 32000-2 §7.6.3, Algorithms 1 and 1.A). */
export class FileCipher {
  readonly #encryption: StandardEncryption;
  readonly #key: Uint8Array;

  /** @param key the file encryption key */
  constructor(encryption: StandardEncryption, key: Uint8Array) {
    this.#encryption = encryption;
    this.#key = key;
  }

  /** @param holder the object that the string is in. @throws CodedError PDF_DAMAGED */
  decryptString(holder: PdfReference, bytes: Uint8Array): Uint8Array {
    return this.#decrypt(this.#encryption.strings, holder, bytes);
  }

  encryptString(holder: PdfReference, bytes: Uint8Array, random: RandomSource): Uint8Array {
    return this.#encrypt(this.#encryption.strings, holder, bytes, random);
  }

  /** Decrypts the data of a stream, which its other filters then unpack. @throws CodedError PDF_DAMAGED */
  decryptStream(
    holder: PdfReference,
    dictionary: PdfDictionary,
    resolve: Resolve,
    data: Uint8Array,
  ): Uint8Array {
    return this.#decrypt(this.#methodOf(dictionary, resolve), holder, data);
  }

  /** @param dictionary with direct values, as this program writes it */
  encryptStream(
    holder: PdfReference,
    dictionary: PdfDictionary,
    data: Uint8Array,
    random: RandomSource,
  ): Uint8Array {
    const method = this.#methodOf(dictionary, (object) => object);
    return this.#encrypt(method, holder, data, random);
  }

  /**
   * Finds out how a stream is encrypted: cross-reference streams never are (§7.5.8.2), metadata by a flag, and a stream
   * may name its own crypt filter as the first of its filters (§7.4.10).
   */
  #methodOf(dictionary: PdfDictionary, resolve: Resolve): CipherMethod {
    const type = resolve(dictionary.entries.get('Type') ?? { kind: 'null' });
    if (isName(type, 'XRef')) return 'none';
    const { encryptsMetadata, filters, streams } = this.#encryption;
    if (!encryptsMetadata && isName(type, 'Metadata')) return 'none';
    const [first] = filterSteps(dictionary, resolve);
    if (first?.name !== 'Crypt') return streams;
    const name = resolve(first.parameters?.entries.get('Name') ?? { kind: 'null' });
    if (name.kind === 'null' || isName(name, 'Identity')) return 'none';
    const method = name.kind === 'name' ? filters.get(name.value) : undefined;
    if (method === undefined) throw damaged('a crypt filter that is not there');
    return method;
  }

  #decrypt(method: CipherMethod, holder: PdfReference, bytes: Uint8Array): Uint8Array {
    if (method === 'none' || bytes.length === 0) return bytes;
    const key = this.#objectKey(method, holder);
    if (method === 'rc4') return rc4(key, bytes);
    if (bytes.length < 2 * BLOCK_LENGTH || bytes.length % BLOCK_LENGTH !== 0) throw damaged('AES: length');
    try {
      return cbc(key, bytes.subarray(0, BLOCK_LENGTH)).decrypt(bytes.subarray(BLOCK_LENGTH));
    } catch {
      throw damaged('AES: padding');
    }
  }

  #encrypt(method: CipherMethod, holder: PdfReference, bytes: Uint8Array, random: RandomSource): Uint8Array {
    if (method === 'none') return bytes;
    const key = this.#objectKey(method, holder);
    if (method === 'rc4') return rc4(key, bytes);
    const start = random(BLOCK_LENGTH);
    return concatBytes(start, cbc(key, start).encrypt(bytes));
  }

  /** Algorithm 1, steps a to d; AES with 256 bits takes the file's key for every object (Algorithm 1.A). */
  #objectKey(method: CipherMethod, { objectNumber, generation }: PdfReference): Uint8Array {
    if (method === 'aes256') return this.#key;
    const numbers = Uint8Array.of(
      ...[objectNumber, objectNumber >>> 8, objectNumber >>> 16],
      ...[generation, generation >>> 8],
    );
    const parts = method === 'aes128' ? [this.#key, numbers, AES_SALT] : [this.#key, numbers];
    return md5(concatBytes(...parts)).slice(0, Math.min(this.#key.length + numbers.length, 16));
  }
}
