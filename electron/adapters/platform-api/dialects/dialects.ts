import { z } from 'zod';
import { utf8Bytes } from '../../../core/bytes/encodings.ts';
import type { PlatformSettings } from '../../../shared/model/platform.ts';
import { capabilityOf } from '../../../shared/platform-api/capabilities.ts';
import type { SystemProxy } from '../connection.ts';
import { type Exchange, openLine } from '../line.ts';
import { jsonOrNull } from '../transport-errors.ts';
import type { PlatformRequest, PlatformResponse } from '../transport.ts';
import { accessFiles } from './access-files.ts';
import type { Dialect, OpenInBrowser } from './dialect.ts';
import { gatewayDialect, gatewaySettings } from './gateway/gateway.ts';

/** The settings of each dialect, told apart by its name: a new one adds a line here and in {@link dialectOf}. */
export const dialectSchema = z.discriminatedUnion('name', [gatewaySettings]);

/** The event stream has its own connection, which speaks the contract alone. */
const NEVER = ['event-stream'] as const;

/** Exchanges by the contract, whatever a platform speaks. */
export interface SpokenExchange {
  readonly exchange: Exchange;
  /** Is called before the time of a request begins. Rejects as `ready` of a dialect's speech does. */
  ready(request: PlatformRequest): Promise<void>;
  close(): Promise<void>;
}

/** What a dialect may need of this computer. */
export interface DialectHosts {
  /** Has what this computer shows to platforms, in a folder for each. */
  readonly accessFolder?: string;
  /** Absent where no person is at the computer. */
  readonly openInBrowser?: OpenInBrowser;
}

/** Opens the exchange with a platform in the dialect of its settings; without one it is the contract itself. */
export function openExchange(
  settings: PlatformSettings,
  proxy: SystemProxy,
  hosts: DialectHosts,
): SpokenExchange {
  const dialect = dialectOf(settings, hosts);
  const line = openLine(settings, proxy, () => dialect?.identity() ?? null);
  const close = (): Promise<void> => line.close();
  if (dialect === null) return { exchange: line.at(settings.url), ready: () => Promise.resolve(), close };
  const { exchange, ready } = dialect.speak(line);
  const lacks = new Set([...NEVER, ...dialect.lacks]);
  return {
    exchange: without(lacks, exchange),
    ready: async (request) => (isLacked(request, lacks) ? undefined : ready?.(request)),
    close,
  };
}

function dialectOf(
  platform: PlatformSettings,
  { accessFolder, openInBrowser }: DialectHosts,
): Dialect | null {
  if (platform.dialect === undefined) return null;
  const settings = dialectSchema.parse(platform.dialect);
  const files = accessFiles(accessFolder ?? null, platform.id);
  return gatewayDialect(settings, platform.url, { files, openInBrowser: openInBrowser ?? null });
}

const isLacked = ({ path }: PlatformRequest, lacks: ReadonlySet<string>): boolean =>
  lacks.has(capabilityOf(path) ?? '');

/** Answers for what the dialect lacks, and takes it out of what the platform says that it offers. */
function without(missing: ReadonlySet<string>, exchange: Exchange): Exchange {
  return async (request, signal) => {
    if (isLacked(request, missing)) return NOT_OFFERED;
    const answer = await exchange(request, signal);
    return request.path === '/v1/platform' && answer.status === 200 ? described(answer, missing) : answer;
  };
}

const NOT_OFFERED: PlatformResponse = {
  status: 404,
  headers: { 'content-type': 'application/problem+json' },
  body: utf8Bytes(
    JSON.stringify({
      ...{ type: 'urn:sealdesk:problem:not-offered', code: 'not-offered', status: 404 },
      title: '平台不提供这项服务',
    }),
  ),
};

const description = z.looseObject({ capabilities: z.array(z.unknown()) });

/** A description that names no capabilities stays as it is: the schema of the caller judges it. */
function described(answer: PlatformResponse, missing: ReadonlySet<unknown>): PlatformResponse {
  const said = description.safeParse(jsonOrNull(answer.body));
  if (!said.success) return answer;
  const capabilities = said.data.capabilities.filter((each) => !missing.has(each));
  return { ...answer, body: utf8Bytes(JSON.stringify({ ...said.data, capabilities })) };
}
