import { join } from 'node:path';
import { z } from 'zod';
import { toHex, utf8Bytes } from '../../core/bytes/encodings.ts';
import { fileName } from '../../core/bytes/file-names.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import type { OfficeDoor, WaitingDecision } from '../../services/approvals/exchange-office.ts';
import { CodedError, type AppError } from '../../shared/errors.ts';
import type { ApprovalItem } from '../../shared/model/approval.ts';
import type { OfficeCall } from '../../shared/model/office-system.ts';
import { failure, type Result, resultOf, success, unwrap } from '../../shared/result.ts';
import { writing } from '../files/file-errors.ts';
import { makePrivateFolder } from '../files/private-folder.ts';
import { isRegularFile, readRegularFile, readRegularText } from '../files/regular-file.ts';
import { replaceFile } from '../files/replace-file.ts';
import type { SystemProxy } from '../platform-api/connection.ts';
import { httpsTransport } from '../platform-api/https-transport.ts';
import { type PlatformRequest, type PlatformTransport, sendForJson } from '../platform-api/transport.ts';
import { sealedFile } from './office-folder.ts';

/** The most decisions that an office system names in one answer. */
const MOST_AT_ONCE = 100;

const waitingSchema = z.strictObject({
  decisions: z
    .array(z.strictObject({ id: z.string().regex(/^[A-Za-z0-9._-]{1,100}$/), decision: z.unknown() }))
    .max(MOST_AT_ONCE),
});

/** What a call needs beside its settings. */
export interface OfficeCallPorts {
  /** Folder of the home where documents that are fetched lie, each under its SM3. */
  readonly documents: string;
  readonly engine: Pick<SmEngine, 'sm3'>;
  readonly proxy: SystemProxy;
}

/** The largest document that is fetched, in bytes. */
const LARGEST_DOCUMENT = 256 * 1024 * 1024;

/**
 * Asks an office system over HTTPS for decisions and brings results back. The client opens every connection; nothing listens
 * here. The connection is trusted for nothing but the place where results go: decisions are signed, documents are named by
 * their SM3. Failures are OA_CALL_FAILED with the `reason`, OA_WAY_UNUSABLE when authority or token cannot be read.
 */
export function officeCall(
  call: OfficeCall,
  ports: OfficeCallPorts,
): OfficeDoor & { close(): Promise<void> } {
  let opened: Promise<Reached> | undefined;
  const reached = (): Promise<Reached> => (opened ??= Promise.resolve().then(() => reach(call, ports)));
  const send = async (request: PlatformRequest): Promise<Result<null>> => {
    const { transport, authorization } = await reached();
    const answer = await transport.send({ ...request, authorization });
    return answer.ok ? success(null) : failure(asCallError(answer.error));
  };
  return {
    way: 'call',
    waiting: () => resultOf(async () => waitingAt(await reached(), ports)),
    taken: (id, approval) =>
      send({ method: 'POST', path: `/decisions/${id}/receipt`, json: { state: 'taken', approval } }),
    refused: (id, { code, details = {} }) =>
      send({ method: 'POST', path: `/decisions/${id}/receipt`, json: { state: 'refused', code, details } }),
    giveBack: (kept, result) =>
      resultOf(async () => {
        const body = sealedFile(kept, ports.engine);
        const contentType = 'application/pdf';
        unwrap(await send({ method: 'PUT', path: `/sealed/${kept.sm3After}`, body, contentType }));
        const path = `/results/${kept.approval}/${kept.result.use}`;
        unwrap(await send({ method: 'PUT', path, body: result, contentType: 'application/json' }));
        return null;
      }),
    // What could not be reached has been said by the call that tried, and has nothing to close.
    close: async () => (await opened?.catch(() => null))?.transport.close(),
  };
}

/** An office system is no platform of seals: the transport alone is shared. */
const NO_PLATFORM = { id: '', name: '', profile: '', root: '' } as const;

interface Reached {
  readonly transport: PlatformTransport;
  readonly authorization: string;
}

/** @throws CodedError OA_WAY_UNUSABLE */
function reach({ url, ca, tokenFile }: OfficeCall, { proxy }: OfficeCallPorts): Reached {
  if (!url.startsWith('https://')) throw new CodedError('OA_WAY_UNUSABLE', 'url', { url });
  const tls = ca === null ? {} : { tls: { ca: textOf(ca) } };
  const transport = httpsTransport({ ...NO_PLATFORM, url, ...tls }, proxy);
  return { transport, authorization: `Bearer ${textOf(tokenFile).trim()}` };
}

function textOf(path: string): string {
  try {
    return readRegularText(path);
  } catch {
    throw new CodedError('OA_WAY_UNUSABLE', path, { file: path });
  }
}

async function waitingAt(reached: Reached, ports: OfficeCallPorts): Promise<WaitingDecision[]> {
  const { transport, authorization } = reached;
  const request = { method: 'GET', path: '/decisions', authorization } as const;
  const answer = await sendForJson(transport, request, waitingSchema);
  if (!answer.ok) throw codedOf(asCallError(answer.error));
  return answer.value.decisions.map(({ id, decision }) => ({
    name: id,
    bytes: utf8Bytes(JSON.stringify(decision ?? null)),
    documents: ({ items }) =>
      resultOf(async () => {
        const paths: (string | null)[] = [];
        for (const item of items) paths.push(await fetched(item, reached, ports));
        return paths;
      }),
  }));
}

/** Fetches a document once. It is kept only if it is the one that the decision names. @returns its path */
async function fetched(
  { sm3, size, fileName: named }: ApprovalItem,
  { transport, authorization }: Reached,
  { documents, engine }: OfficeCallPorts,
): Promise<string> {
  const folder = join(documents, sm3);
  const name = fileName(named);
  const path = join(folder, name);
  if (isRegularFile(path) && toHex(engine.sm3(readRegularFile(path))) === sm3) return path;
  const largestAnswer = Math.min(size, LARGEST_DOCUMENT);
  const answer = await transport.send({
    method: 'GET',
    path: `/documents/${sm3}`,
    authorization,
    largestAnswer,
  });
  if (!answer.ok) throw codedOf(asCallError(answer.error));
  const { body } = answer.value;
  if (toHex(engine.sm3(body)) !== sm3) {
    throw new CodedError('OA_CALL_FAILED', 'another document', { reason: 'otherDocument', fileName: named });
  }
  writing(() => {
    makePrivateFolder(folder);
    replaceFile(folder, name, body, { mode: 0o600 });
  });
  return path;
}

/** Names a failure of the transport as one of the call: it concerns no platform of seals. */
function asCallError({ code, details = {} }: AppError): AppError {
  return { code: 'OA_CALL_FAILED', details: { reason: code, status: details['status'] ?? null } };
}

const codedOf = ({ code, details }: AppError): CodedError => new CodedError(code, code, details);
