import { CodedError, type AppError } from '../../shared/errors.ts';
import type { HolderRecovery } from '../../shared/model/register.ts';
import { type Result, resultOf, unwrap } from '../../shared/result.ts';
import { openByHand, type OpenByHandPorts } from './open-by-hand.ts';
import type { OpeningSigner } from './open-register.ts';
import { type RecoveryPlatform, type RecoveryPorts, recoverRegister } from './recover-register.ts';

/** A register that a holder owns at a platform. */
export interface OwnedRegister {
  readonly registerId: string;
  /** ISO 8601 */
  readonly openedAt: string;
  /** The number of entries that the platform holds. */
  readonly size: number;
}

/** What a platform tells a holder who has proven the key. */
export interface HolderAccess extends RecoveryPlatform {
  /** Returns the holder's registers, newest first. */
  registers(): Promise<Result<readonly OwnedRegister[]>>;
}

/** A platform where a holder can prove the key. Fails with the codes of the signer and the PLATFORM_ codes. */
export interface HolderPlatform {
  readonly id: string;
  enter(signer: OpeningSigner): Promise<Result<HolderAccess>>;
}

export interface HolderRecoveryPorts {
  readonly recovery: Omit<RecoveryPorts, 'platforms'>;
  readonly holderPlatforms: readonly HolderPlatform[];
  /** Binds the new key of the register with the same holder's key. */
  readonly opening: OpenByHandPorts;
}

/** The wish of a holder to go on with a register whose computer, or whose database with all backups, is lost. */
export interface HolderOrder {
  readonly signer: OpeningSigner;
  readonly tokenSerial: string;
  /** The register; null to be told which ones there are. */
  readonly registerId: string | null;
}

/**
 * Brings a register back by its holder's key, when its own key is lost with its computer. The platforms give an owner the
 * entries about the owner's seals, and of others the leaf hash alone. The register goes on here under its id, with a new key,
 * and the former computer can add nothing to it any more: therefore the person must name it. Fails with REGISTER_TO_CHOOSE
 * (`registers`) when none is named, REGISTER_NOT_HELD, PLATFORM_NOT_CONFIGURED, the codes of the signer and those of
 * {@link recoverRegister}.
 */
export function recoverByHolder(
  { signer, tokenSerial, registerId }: HolderOrder,
  ports: HolderRecoveryPorts,
): Promise<Result<HolderRecovery>> {
  return resultOf(async () => {
    const owned = await ownedBy(signer, ports.holderPlatforms);
    const named = owned.filter(({ register }) => register.registerId === registerId);
    const [first] = named;
    if (first === undefined) throw refusalOf(owned, registerId);
    const platforms = named.map(({ access }) => access);
    const recovery = unwrap(
      await recoverRegister({ ...ports.recovery, platforms }, first.register.registerId),
    );
    let unbound: AppError | null = null;
    for (const { id } of platforms) {
      const bound = await openByHand({ platform: id, signer, tokenSerial }, ports.opening);
      if (!bound.ok) unbound ??= bound.error;
    }
    return { ...recovery, registerId: first.register.registerId, unbound };
  });
}

interface Owned {
  readonly access: HolderAccess;
  readonly register: OwnedRegister;
}

/** A platform that does not answer is passed over; a PIN that is refused is not tried at the next one. */
async function ownedBy(signer: OpeningSigner, platforms: readonly HolderPlatform[]): Promise<Owned[]> {
  if (platforms.length === 0) throw new CodedError('PLATFORM_NOT_CONFIGURED');
  const owned: Owned[] = [];
  const refused: AppError[] = [];
  for (const platform of platforms) {
    const registers = await resultOf(async () => {
      const access = unwrap(await platform.enter(signer));
      return unwrap(await access.registers()).map((register) => ({ access, register }));
    });
    if (registers.ok) owned.push(...registers.value);
    else if (registers.error.code.startsWith('PLATFORM_')) refused.push(registers.error);
    else unwrap(registers);
  }
  const [error] = refused;
  if (owned.length === 0 && error !== undefined)
    throw new CodedError(error.code, 'no platform', error.details);
  return owned;
}

function refusalOf(owned: readonly Owned[], registerId: string | null): CodedError {
  const registers = owned.map(({ register }) => register);
  const filled = registers.filter(({ size }) => size > 0);
  if (registerId !== null || filled.length === 0) return new CodedError('REGISTER_NOT_HELD');
  const lines = filled.map(({ registerId: id, size, openedAt }) => `${id} ${size} ${openedAt}`);
  return new CodedError('REGISTER_TO_CHOOSE', 'none is named', { registers: [...new Set(lines)].join('\n') });
}
