import type { SealLifePorts } from '../home/home.ts';
import { refreshApplications } from '../services/seal-life/applications.ts';
import { sendLossReports } from '../services/seal-life/loss-reports.ts';
import { PERSON_ROLES, type Person } from '../shared/model/loss-report.ts';
import { usage } from './arguments.ts';

/** Sends the loss reports that wait and asks what became of the rest and of all applications. */
export async function followSealLife(ports: SealLifePorts): Promise<void> {
  await sendLossReports(ports);
  await refreshApplications(ports);
}

/** Options that say who files something. */
export const PERSON_OPTIONS = {
  name: { type: 'string' },
  role: { type: 'string' },
  contact: { type: 'string' },
} as const;

interface PersonValues {
  readonly name?: string | undefined;
  readonly role?: string | undefined;
  readonly contact?: string | undefined;
}

/** Who files something. @throws CodedError USAGE */
export function personOf({ name, role = 'agent', contact }: PersonValues): Person {
  const known = PERSON_ROLES.find((each) => each === role);
  if (known === undefined) throw usage(`--role takes one of ${PERSON_ROLES.join(', ')}`);
  return { name: needed('name', name), role: known, contact: needed('contact', contact) };
}

/** @throws CodedError USAGE where an option was left out */
export function needed(option: string, text: string | undefined): string {
  if (text === undefined || text.trim() === '') throw usage(`--${option} is needed`);
  return text.trim();
}
