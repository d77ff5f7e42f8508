import { z } from 'zod';
import type { PlatformSchema } from '../../shared/platform-api/schema.ts';

/** What a platform says of the enterprise of a seal, as the registration authority has it (openapi.yaml). */
export type EnterpriseStatus = PlatformSchema<'EnterpriseStatus'>;

const time = z.iso.datetime();
const name = z.string().min(1).max(2000);

/** The payload of enterprise-status: registered data now, and those for which the seal was made. */
export const enterpriseStatusSchema: z.ZodType<EnterpriseStatus> = z.strictObject({
  platform: z.string().min(1).max(100),
  nonce: z.string().regex(/^[0-9a-f]{32}$/),
  esId: z.string().min(1).max(200),
  issuedAt: time,
  enterprise: z.strictObject({
    name,
    code: z
      .string()
      .regex(/^[0-9A-Z]{18}$/)
      .nullable(),
    state: z.enum(['normal', 'revoked', 'cancelled']),
    since: time.nullable(),
    representative: name.nullable(),
    checkedAt: time,
  }),
  issuedFor: z.strictObject({ name, representative: name.nullable() }),
});

/** What has changed of an enterprise since a seal was made for it. */
export interface EnterpriseChange {
  readonly what: 'name' | 'representative';
  readonly from: string;
  readonly to: string;
}

/** Lists what has changed; a representative whom the platform does not name is not compared. */
export function changesOf({
  enterprise,
  issuedFor,
}: Pick<EnterpriseStatus, 'enterprise' | 'issuedFor'>): readonly EnterpriseChange[] {
  const [from, to] = [issuedFor.representative, enterprise.representative];
  return [
    ...(enterprise.name === issuedFor.name
      ? []
      : [{ what: 'name', from: issuedFor.name, to: enterprise.name } as const]),
    ...(from === null || to === null || from === to ? [] : [{ what: 'representative', from, to } as const]),
  ];
}

/** A certificate that names another enterprise than the platform does, both by their code. */
interface CodeDifference {
  readonly certified: string;
  readonly registered: string;
}

/**
 * Compares the code of the enterprise (统一社会信用代码) in a certificate with the platform's.
 * @returns null when they agree, or when either names none
 */
export function codeDifference(
  { enterprise: { code: registered } }: Pick<EnterpriseStatus, 'enterprise'>,
  certified: string | null,
): CodeDifference | null {
  if (registered === null || certified === null || registered === certified) return null;
  return { certified, registered };
}
