import { samePeople, unnamedRole, type UsePerson } from '../../core/approval/four-eyes.ts';
import { certificateOrNull } from '../../core/x509/certificate.ts';
import { CodedError } from '../../shared/errors.ts';
import type { SamePerson } from '../../shared/model/approval.ts';
import { fourEyesDemand, type UseRules } from '../sealing-gate/use-demands.ts';

/** Describes somebody by name and certificate (DER). */
export function personOf(
  role: UsePerson['role'],
  name: string | null,
  certificate: Uint8Array | null = null,
): UsePerson {
  return { role, name, certificate: certificate === null ? null : certificateOrNull(certificate) };
}

/**
 * Returns the parts that one person has, which go on record. Where the rules want different people it refuses instead.
 * @param people those who are known so far
 * @throws CodedError APPROVAL_SAME_PERSON with the two parts (`one`, `other`) and what shows it (`by`),
 *   APPROVAL_PERSON_UNNAMED with the `role`
 */
export function expectFourEyes(people: readonly UsePerson[], rules: UseRules): readonly SamePerson[] {
  const demand = fourEyesDemand(rules);
  if (demand === null) return samePeople(people);
  const concerned = people.filter(({ role }) => demand.among.includes(role));
  const [same] = samePeople(concerned);
  if (same !== undefined)
    throw new CodedError('APPROVAL_SAME_PERSON', same.by, { ...demand.citation, ...same });
  const role = unnamedRole(concerned);
  if (role !== null) throw new CodedError('APPROVAL_PERSON_UNNAMED', role, { ...demand.citation, role });
  return samePeople(people);
}
