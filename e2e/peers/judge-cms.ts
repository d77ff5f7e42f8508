import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What another program says of a signature, without regard to whom it trusts. */
export type PeerWord = 'holds' | 'fails' | 'not judged';

const NOT_JUDGED = /has not yet been verified|isn't signed|not a valid signature type/i;

/** Asks Poppler's pdfsig about a document. @returns its words by the name of the field */
export function pdfsigWords(path: string): ReadonlyMap<string, PeerWord> {
  const { stdout } = spawnSync('pdfsig', ['-nocert', path], { encoding: 'utf8' });
  const words = new Map<string, PeerWord>();
  let field = '';
  for (const line of stdout.split('\n')) {
    field = /Signature Field Name: (.*)$/.exec(line)?.[1] ?? field;
    const word = /Signature Validation: (.*)$/.exec(line)?.[1];
    if (word === undefined) continue;
    const isJudged = !NOT_JUDGED.test(word);
    words.set(field, word === 'Signature is Valid.' ? 'holds' : isJudged ? 'fails' : 'not judged');
  }
  return words;
}

/** Asks openssl whether a CMS message signs this content. @param folder for its files */
export function opensslWord(folder: string, message: Uint8Array, content: Uint8Array): PeerWord {
  writeFileSync(join(folder, 'message.der'), message);
  writeFileSync(join(folder, 'content'), content);
  const given = ['-inform', 'DER', '-in', join(folder, 'message.der'), '-content', join(folder, 'content')];
  const { status, stderr } = spawnSync('openssl', ['cms', '-verify', '-noverify', '-binary', ...given], {
    encoding: 'utf8',
  });
  if (status === 0) return 'holds';
  return /unsupported|unknown digest|no matching digest|signer certificate not found/i.test(stderr)
    ? 'not judged'
    : 'fails';
}

/** Asks openssl for the SM3 of bytes. @returns hexadecimal text */
export function opensslSm3(bytes: Uint8Array): string {
  return String(execFileSync('openssl', ['dgst', '-sm3', '-r'], { input: bytes })).slice(0, 64);
}

/** Asks openssl whether an SM2 value, DER, signs a message by the key of a certificate, DER. */
export function opensslSm2Holds(
  folder: string,
  certificate: Uint8Array,
  message: Uint8Array,
  value: Uint8Array,
): boolean {
  writeFileSync(join(folder, 'signer.der'), certificate);
  writeFileSync(join(folder, 'value'), value);
  writeFileSync(join(folder, 'signed'), message);
  const key = execFileSync('openssl', [
    'x509',
    '-inform',
    'DER',
    '-in',
    join(folder, 'signer.der'),
    '-pubkey',
    '-noout',
  ]);
  writeFileSync(join(folder, 'key.pem'), key);
  const options = ['-sm3', '-verify', join(folder, 'key.pem'), '-sigopt', 'distid:1234567812345678'];
  return (
    spawnSync('openssl', ['dgst', ...options, '-signature', join(folder, 'value'), join(folder, 'signed')])
      .status === 0
  );
}
