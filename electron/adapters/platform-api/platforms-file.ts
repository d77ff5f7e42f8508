import { join } from 'node:path';
import { z } from 'zod';
import type { PlatformRoots } from '../../core/register/checkpoint.ts';
import { certificateOrNull, decodeCertificate } from '../../core/x509/certificate.ts';
import { decodePem } from '../../core/x509/pem.ts';
import type { PlatformKnowledgePort } from '../../services/platform/platform-knowledge.ts';
import type { PlatformSettings } from '../../shared/model/platform.ts';
import type { Administrated } from '../../shared/model/settings.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import { NO_FILE, systemErrorName, writing } from '../files/file-errors.ts';
import { readRegularText } from '../files/regular-file.ts';
import { replaceFile } from '../files/replace-file.ts';
import { utf8Bytes } from '../../core/bytes/encodings.ts';
import { readJson } from '../../core/bytes/json.ts';
import { dialectSchema } from './dialects/dialects.ts';

const FILE = 'platforms.json';
const urlSchema = z.url({ protocol: /^https$/ }).refine((text) => {
  const { username, search, hash } = new URL(text);
  return username === '' && search === '' && hash === '';
}, 'neither a user name, a query nor a fragment');

const platformSchema = z.strictObject({
  /** Also part of a folder's name. */
  id: z
    .string()
    .regex(/^[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}$/)
    .refine((id) => !id.endsWith('.')),
  name: z.string().min(1).max(200),
  url: urlSchema,
  profile: z.string().min(1).max(100),
  root: z.string().refine(isCertificate, 'one certificate in PEM'),
  tls: z
    .strictObject({
      ca: z.string().min(1).optional(),
      pins: z
        .array(z.string().regex(/^sha256\/[A-Za-z0-9+/]{43}=$/))
        .min(1)
        .optional(),
    })
    .optional(),
  proxy: z.url({ protocol: /^https?$/ }).optional(),
  dialect: dialectSchema.optional(),
});

/** A list of platforms, as the settings and the administrator's file hold it. */
export const platformsSchema = z
  .array(platformSchema)
  .max(50)
  .refine(
    (platforms) => new Set(platforms.map(({ id }) => id.toLowerCase())).size === platforms.length,
    'every id once',
  )
  .transform((platforms) =>
    platforms.map(({ tls, ...rest }) => (tls === undefined ? rest : { ...rest, tls })),
  );

const settingsSchema = z.strictObject({ platforms: platformsSchema });

function isCertificate(pem: string): boolean {
  const [block, ...more] = decodePem(pem);
  return block?.label === 'CERTIFICATE' && more.length === 0 && certificateOrNull(block.der) !== null;
}

/** Reads the platforms that the administrator has fixed, or else those of the home's file, as it is now. */
export function platformsInForce(
  home: string,
  { values }: Administrated,
): Result<readonly PlatformSettings[]> {
  return values.platforms === undefined ? readPlatforms(home) : success(values.platforms);
}

/**
 * Reads the platforms of a home; none if there is no file. Fails with PLATFORM_SETTINGS_DAMAGED and leaves the file
 * alone.
 */
export function readPlatforms(home: string): Result<readonly PlatformSettings[]> {
  const { platforms, fault } = readEntries(join(home, FILE));
  if (fault === null || NO_FILE.includes(fault)) return success(platforms);
  return failure({ code: 'PLATFORM_SETTINGS_DAMAGED', details: { reason: fault } });
}

/**
 * Reads the one platform of a settings file that a platform has handed out. Fails with FILE_NOT_FOUND, and with
 * PLATFORM_FILE_DAMAGED, also for a file that names none or several.
 */
export function readPlatformFile(path: string): Result<PlatformSettings> {
  const { platforms, fault } = readEntries(path);
  const [platform, ...more] = platforms;
  if (platform !== undefined && more.length === 0) return success(platform);
  if (NO_FILE.includes(fault ?? '')) return failure({ code: 'FILE_NOT_FOUND' });
  return failure({ code: 'PLATFORM_FILE_DAMAGED', details: { reason: fault ?? 'platforms' } });
}

/** Tells whether the settings may hold a platform, as they demand of each. */
export function fitsSettings(platform: PlatformSettings): boolean {
  return platformSchema.safeParse(platform).success;
}

/**
 * Writes the platforms of a home, whole or not at all.
 * @throws CodedError OUTPUT_UNWRITABLE, DISK_FULL
 */
export function writePlatforms(home: string, platforms: readonly PlatformSettings[]): void {
  const text = `${JSON.stringify({ platforms }, null, 2)}\n`;
  writing(() => replaceFile(home, FILE, utf8Bytes(text)));
}

interface ReadEntries {
  readonly platforms: readonly PlatformSettings[];
  /** What keeps the file from being used: a system error, members that do not fit, or JSON; null for nothing. */
  readonly fault: string | null;
}

function readEntries(path: string): ReadEntries {
  try {
    const { platforms } = settingsSchema.parse(readJson(readRegularText(path)));
    return { platforms, fault: null };
  } catch (error) {
    const known =
      error instanceof z.ZodError || error instanceof SyntaxError || systemErrorName(error) !== undefined;
    if (!known) throw error;
    return { platforms: [], fault: faultOf(error) };
  }
}

function faultOf(error: unknown): string {
  if (error instanceof z.ZodError) return error.issues.map(({ path }) => path.join('.')).join(', ');
  return systemErrorName(error) ?? 'JSON';
}

/** Returns the roots that are pinned for platforms. Reading the settings has checked them. */
export function platformRoots(platforms: readonly PlatformSettings[]): PlatformRoots {
  return new Map(
    platforms.flatMap(({ id, root }) =>
      decodePem(root).map(({ der }) => [id, decodeCertificate(der)] as const),
    ),
  );
}

/**
 * Returns the id of the platform that a seal belongs to: the one whose feed names the seal, or else the first one.
 * @param esId null if there is no seal
 * @returns null if there is no platform
 */
export async function platformOfSeal(
  esId: string | null,
  knowledge: PlatformKnowledgePort,
  platforms: readonly PlatformSettings[],
): Promise<string | null> {
  const known = esId === null ? null : await knowledge.of({ esId, name: '', tokenSerial: '' });
  return known?.platformId ?? platforms[0]?.id ?? null;
}
