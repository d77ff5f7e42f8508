import type { SamePerson, UseRole } from '../../shared/model/approval.ts';
import { equalBytes } from '../bytes/byte-arrays.ts';
import type { Certificate } from '../x509/certificate.ts';

/** Somebody who has a part in a use of a seal (用印). */
export interface UsePerson {
  readonly role: UseRole;
  /** As it was typed; null or empty when nobody was named. */
  readonly name: string | null;
  /** The certificate by which the person acted; null where none was needed. */
  readonly certificate: Certificate | null;
}

/**
 * Finds the parts in a use that one person has. Two certificates decide by key: one key is one person. Names decide as
 * well, the names in personal certificates included, so that neither a second key nor a wrong name alone hides it.
 */
export function samePeople(people: readonly UsePerson[]): SamePerson[] {
  return people.flatMap((one, index) =>
    people.slice(index + 1).flatMap((other) => {
      const by = sameBy(one, other);
      return by === null ? [] : [{ one: one.role, other: other.role, by }];
    }),
  );
}

function sameBy(one: UsePerson, other: UsePerson): SamePerson['by'] | null {
  if (
    one.certificate !== null &&
    other.certificate !== null &&
    isSameKey(one.certificate, other.certificate)
  ) {
    return 'certificate';
  }
  const names = namesOf(one);
  return namesOf(other).some((name) => names.includes(name)) ? 'name' : null;
}

function isSameKey(one: Certificate, other: Certificate): boolean {
  return equalBytes(one.raw, other.raw) || equalBytes(one.publicKey.octets, other.publicKey.octets);
}

/** Returns the names of a person: the typed one, and that of a certificate that names a person of an organisation. */
function namesOf({ name, certificate }: UsePerson): string[] {
  const names = [name ?? ''];
  const subject = certificate?.subject;
  if (subject !== undefined && subject.organisation !== '' && subject.commonName !== subject.organisation) {
    names.push(subject.commonName);
  }
  return names.map(plain).filter((text) => text !== '');
}

/** Takes away what people type differently: width of characters, blanks, capitals. */
function plain(name: string): string {
  return name.normalize('NFKC').replaceAll(/\s/gu, '').toLowerCase();
}

/** Returns the first part that nobody is named for, which nobody can then tell from the others; null when all are. */
export function unnamedRole(people: readonly UsePerson[]): UseRole | null {
  return people.find((person) => namesOf(person).length === 0)?.role ?? null;
}
