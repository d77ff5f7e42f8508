import type { TokenAnswer, TokenRequest } from '../../adapters/tokens/token-host-operations.ts';
import { CodedError } from '../../shared/errors.ts';
import { type SkfApplication, deviceNames, withDevice, type SkfDevice } from './device.ts';
import { withChosenApplication, isRefused, onToken } from './find-token.ts';
import { containerNames, exportPoint, idOf, readCertificates, withContainer } from './containers.ts';
import { textOf } from './cells.ts';
import { readFiles } from './files.ts';
import { readPinState, UNKNOWN_PIN } from './pins.ts';
import { codedSkfFailure, type SkfLibrary, type SkfOperations } from './skf-library.ts';

/** Operations that read a library without a PIN. */
export const lookOperations = {
  list: readTokens,
  examine: examineLibrary,
  keyPairs: readKeyPairs,
} satisfies Partial<SkfOperations>;

type Listing = TokenAnswer<'list'>;
type Snapshot = Listing['tokens'][number];
type Examination = TokenAnswer<'examine'>;

/** Reads every token without a PIN. An unreadable device does not affect the others. */
function readTokens(library: SkfLibrary): Listing {
  const listing: Listing = { tokens: [], failures: [] };
  deviceNames(library).forEach((name, slot) => {
    const { snapshot, error } = look(library, name, slot);
    if (snapshot !== null) listing.tokens.push(snapshot);
    if (error === null || error.code === 'TOKEN_REMOVED') return;
    listing.failures.push({ code: error.code, details: { ...error.details, slot } });
  });
  return listing;
}

/** Examines everything that the library shows without a PIN. Its first device describes it, as it cannot itself. */
function examineLibrary(library: SkfLibrary): Examination {
  const found = deviceNames(library).map((name, slot) => look(library, name, slot));
  const speaker = found.find(({ device }) => device !== null)?.device;
  return {
    library: {
      manufacturer: speaker?.manufacturer ?? '',
      description: 'SKF (GM/T 0016)',
      version: speaker?.firmware ?? '',
    },
    slots: found.map(({ snapshot, device, error }, slot) => ({
      slot,
      description: device?.label ?? '',
      state: snapshot !== null ? 'token' : error === null ? 'empty' : 'unreadable',
      error: error?.toAppError() ?? null,
    })),
    tokens: found.flatMap(({ snapshot }) => (snapshot === null ? [] : [snapshot])),
  };
}

interface Look {
  readonly snapshot: Snapshot | null;
  readonly device: SkfDevice['info'] | null;
  readonly error: CodedError | null;
}

function look(library: SkfLibrary, name: Uint8Array, slot: number): Look {
  try {
    return withDevice(library, name, (device) => {
      const refused = isRefused(library, device.info);
      return {
        snapshot: refused ? null : readToken(device, slot),
        device: device.info,
        error: null,
      };
    });
  } catch (error) {
    const coded = codedSkfFailure(error);
    if (!(coded instanceof CodedError)) throw error;
    return { snapshot: null, device: null, error: coded };
  }
}

/** A device without an application has never been set up. */
function readToken(device: SkfDevice, slot: number): Snapshot {
  const { library, info } = device;
  const { label, serial, manufacturer } = info;
  const place = {
    ...{ module: library.module, kind: 'skf' as const, slot, label, serial, manufacturer },
    profile: library.profile.name,
  };
  return (
    withChosenApplication(device, (opened) => ({ ...place, ...readApplication(opened) })) ?? {
      ...place,
      initialised: false,
      pin: { ...UNKNOWN_PIN, isSet: false },
      soPin: UNKNOWN_PIN,
      certificates: [],
      data: [],
    }
  );
}

function readApplication(
  opened: SkfApplication,
): Pick<Snapshot, 'initialised' | 'pin' | 'soPin' | 'certificates' | 'data'> {
  return {
    initialised: true,
    pin: readPinState(opened, 'user'),
    soPin: readPinState(opened, 'securityOfficer'),
    certificates: containerNames(opened).flatMap((name) => readCertificates(opened, name)),
    data: readFiles(opened),
  };
}

/** Lists the SM2 key pairs for signatures by their public keys, without a PIN. */
function readKeyPairs(library: SkfLibrary, { serial }: TokenRequest<'keyPairs'>): TokenAnswer<'keyPairs'> {
  return onToken(library, serial, (opened) =>
    containerNames(opened).flatMap((name) => {
      const publicKey = withContainer(opened, name, (container) => exportPoint(container, 'sign'));
      return publicKey === null ? [] : [{ id: idOf(name), label: textOf(name), publicKey }];
    }),
  );
}
