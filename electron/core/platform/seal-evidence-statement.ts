import { z } from 'zod';
import type { PlatformSchema } from '../../shared/platform-api/schema.ts';
import { statusEventSchema } from './use-state-statement.ts';

/** The electronic data that a platform has on a seal in dispute (openapi.yaml). */
export type SealEvidence = PlatformSchema<'SealEvidence'>;

const time = z.iso.datetime();
const name = z.string().min(1).max(2000);
const sm3 = z.string().regex(/^[0-9a-f]{64}$/);

/** The payload of seal-evidence (中山 第三十二条, 宿迁 第二十八条). */
export const sealEvidenceSchema: z.ZodType<SealEvidence> = z.strictObject({
  platform: z.string().min(1).max(100),
  nonce: z.string().regex(/^[0-9a-f]{32}$/),
  esId: z.string().min(1).max(200),
  issuedAt: time,
  documentSm3: sm3,
  seal: z.strictObject({
    name,
    holder: name,
    maker: name,
    validFrom: time,
    validTo: time,
    sm3,
  }),
  certificate: z.strictObject({
    serial: z.string().regex(/^[0-9a-f]{1,64}$/),
    revokedSince: time.nullable(),
  }),
  events: z.array(statusEventSchema).max(1000),
});
