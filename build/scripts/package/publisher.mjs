import { readFileSync } from 'node:fs';
import { say } from '../setup/run.mjs';

/**
 * Who gives packages out. An entry that nobody has set is null, and no package claims it.
 * @typedef {{ name: string | null, address: string | null, homepage: string | null }} Publisher
 */

/** What a package needs to know of its publisher, and what each is, for who has to set it. */
const ENTRIES = {
  name: { form: /^[^<>"'`\r\n]{2,80}$/, what: 'the name of who gives it out' },
  address: { form: /^[^@<>"'`\s]+@[^@<>"'`\s]+$/, what: 'an e-mail address for users' },
  homepage: { form: /^https:\/\/[^<>"'`\s]+$/, what: 'an https address' },
};

/**
 * Reads a publisher.
 * @param {string | null} text JSON with name, address and homepage, of which any may be absent; null for none
 * @returns {Publisher}
 * @throws Error naming the entry that is unknown or has another form
 */
export function publisherIn(text) {
  const given = text === null ? {} : JSON.parse(text);
  const unknown = Object.keys(given).filter((entry) => !Object.hasOwn(ENTRIES, entry));
  if (unknown.length > 0) throw new Error(`a publisher has no ${unknown.join(', ')}`);
  const read = Object.entries(ENTRIES).map(([entry, { form, what }]) => {
    const value = given[entry] ?? null;
    if (value !== null && !form.test(value)) throw new Error(`the publisher's ${entry} is not ${what}`);
    return [entry, value];
  });
  return Object.fromEntries(read);
}

/**
 * Returns the publisher that a build names by SEALDESK_PUBLISHER, a JSON file.
 * @returns {Publisher}
 */
export function publisher(environment = process.env) {
  const file = environment.SEALDESK_PUBLISHER;
  return publisherIn(file === undefined ? null : readFileSync(file, 'utf8'));
}

/** Says what of the publisher is not set. @param {Publisher} given */
export function sayWhatIsMissing(given = publisher()) {
  const missing = Object.keys(ENTRIES).filter((entry) => given[entry] === null);
  if (missing.length > 0)
    say(`The publisher's ${missing.join(', ')} not set: SEALDESK_PUBLISHER names a JSON file with them.`);
}

/** The product's own name, which stands where a list of programs has to name somebody. */
export const productName = 'SealDesk';

/**
 * Who maintains a package, in the form of Debian and rpm. Debian wants somebody named: where nobody is set, the address is one that
 * can belong to nobody (RFC 2606).
 * @param {Publisher} given
 */
export const maintainerOf = ({ name, address }) =>
  `${name ?? productName} <${address ?? 'not-set@publisher.invalid'}>`;
