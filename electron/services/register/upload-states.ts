import { z } from 'zod';
import { ERROR_CODES, type AppError } from '../../shared/errors.ts';
import type { RegisterUploadState } from '../../shared/model/register-upload.ts';
import type { Result } from '../../shared/result.ts';
import type { RecordStore } from '../records/records.ts';
import type { UploadPorts } from './upload-ports.ts';
import { uploadRegister, type RegisterUpload } from './upload-register.ts';

const KIND = 'register-upload-state';

const schema = z.strictObject({
  platform: z.string(),
  at: z.iso.datetime(),
  countersigned: z.int().min(0).nullable(),
  problem: z
    .strictObject({
      code: z.enum(ERROR_CODES),
      details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
    })
    .nullable(),
});

/** {@link uploadRegister}, and remembers how it went, for the window. Fails as that does. */
export async function uploadAndTell(ports: UploadPorts): Promise<Result<RegisterUpload>> {
  const outcome = await uploadRegister(ports);
  const { records, platform, clock } = ports;
  const state: RegisterUploadState = {
    platform: platform.id,
    at: clock.now().toISOString(),
    countersigned: outcome.ok ? outcome.value.countersigned : null,
    problem: outcome.ok ? null : outcome.error,
  };
  // Without a store there is nothing to upload and nowhere to say so: the outcome says it.
  if (!isOfStore(state.problem)) await records.put(KIND, platform.id, JSON.stringify(state));
  return outcome;
}

const isOfStore = (problem: AppError | null): boolean => problem?.code.startsWith('STORE_') === true;

/** How the last upload to each platform went. What another version wrote is left out. Rejects with STORE_ codes. */
export async function uploadStates(records: RecordStore): Promise<readonly RegisterUploadState[]> {
  return (await records.list(KIND)).flatMap(({ json }) => {
    const parsed = schema.safeParse(JSON.parse(json));
    if (!parsed.success) return [];
    const { problem, ...state } = parsed.data;
    return [{ ...state, problem: problem === null ? null : errorOf(problem) }];
  });
}

function errorOf({ code, details }: NonNullable<z.infer<typeof schema>['problem']>): AppError {
  return details === undefined ? { code } : { code, details };
}
