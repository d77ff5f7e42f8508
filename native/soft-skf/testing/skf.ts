import koffi from 'koffi';

/**
 * The library as a C program sees it, for calls that the token host never makes. The packed structures are declared
 * here again, independently of the product's own declarations.
 */
export interface RawSkf {
  /** Calls a function and returns its code. */
  call(name: keyof typeof DECLARED, ...values: readonly unknown[]): number;
  /** Size of the structure in this library. */
  readonly sizes: { readonly devInfo: number; readonly publicKey: number; readonly fileAttribute: number };
}

const DECLARED = {
  SKF_EnumDev: 'int present, void *names, void *size',
  SKF_ConnectDev: 'void *name, void *device',
  SKF_DisConnectDev: 'uintptr_t device',
  SKF_GetDevState: 'void *name, void *state',
  SKF_GetDevInfo: 'uintptr_t device, void *info',
  SKF_LockDev: 'uintptr_t device, ULONG timeout',
  SKF_UnlockDev: 'uintptr_t device',
  SKF_EnumApplication: 'uintptr_t device, void *names, void *size',
  SKF_OpenApplication: 'uintptr_t device, void *name, void *application',
  SKF_CloseApplication: 'uintptr_t application',
  SKF_GetPINInfo: 'uintptr_t application, ULONG type, void *most, void *left, void *is_default',
  SKF_VerifyPIN: 'uintptr_t application, ULONG type, void *pin, void *left',
  SKF_ChangePIN: 'uintptr_t application, ULONG type, void *old_pin, void *new_pin, void *left',
  SKF_UnblockPIN: 'uintptr_t application, void *admin_pin, void *new_pin, void *left',
  SKF_ClearSecureState: 'uintptr_t application',
  SKF_EnumContainer: 'uintptr_t application, void *names, void *size',
  SKF_CreateContainer: 'uintptr_t application, void *name, void *container',
  SKF_OpenContainer: 'uintptr_t application, void *name, void *container',
  SKF_CloseContainer: 'uintptr_t container',
  SKF_GetContainerType: 'uintptr_t container, void *type',
  SKF_ImportCertificate: 'uintptr_t container, int sign, void *certificate, ULONG length',
  SKF_ExportCertificate: 'uintptr_t container, int sign, void *certificate, void *length',
  SKF_ExportPublicKey: 'uintptr_t container, int sign, void *blob, void *length',
  SKF_GenECCKeyPair: 'uintptr_t container, ULONG algorithm, void *blob',
  SKF_ECCSignData: 'uintptr_t container, void *digest, ULONG length, void *signature',
  SKF_EnumFiles: 'uintptr_t application, void *names, void *size',
  SKF_GetFileInfo: 'uintptr_t application, void *name, void *info',
  SKF_ReadFile: 'uintptr_t application, void *name, ULONG offset, ULONG size, void *out, void *length',
  SKF_CreateFile: 'uintptr_t application, void *name, ULONG size, ULONG read_rights, ULONG write_rights',
  SKF_WriteFile: 'uintptr_t application, void *name, ULONG offset, void *data, ULONG size',
  SKF_WaitForDevEvent: 'void *name, void *length, void *event',
  SKF_CancelWaitForDevEvent: 'void',
} as const;

// The constant has these keys and no others.
export const FUNCTIONS = Object.keys(DECLARED) as (keyof typeof DECLARED)[];

/** Loads the library. @param ulong width of ULONG in the build of the library */
export function loadSkf(path: string, ulong: 'uint32_t' | 'uint64_t' = 'uint32_t'): RawSkf {
  const library = koffi.load(path);
  const call: RawSkf['call'] = (name, ...values) => {
    const parameters = DECLARED[name].replaceAll('ULONG', ulong);
    return Number(library.func(`uint32_t ${name}(${parameters})`)(...values));
  };
  return { call, sizes: sizesWith(ulong) };
}

/** GM/T 0016-2012 clause 6.4, in koffi's notation. */
function sizesWith(ulong: string): RawSkf['sizes'] {
  const text = (length: number) => koffi.array('char', length);
  const version = koffi.pack({ major: 'uint8_t', minor: 'uint8_t' });
  const numbers = ['Sym', 'Asym', 'Hash', 'Auth', 'Total', 'Free', 'MaxEcc', 'Max'];
  const devInfo = koffi.pack({
    Version: version,
    Manufacturer: text(64),
    Issuer: text(64),
    Label: text(32),
    SerialNumber: text(32),
    HWVersion: version,
    FirmwareVersion: version,
    ...Object.fromEntries(numbers.map((name) => [name, ulong])),
    Reserved: koffi.array('uint8_t', 64),
  });
  const publicKey = koffi.pack({
    BitLen: ulong,
    X: koffi.array('uint8_t', 64),
    Y: koffi.array('uint8_t', 64),
  });
  const fileAttribute = koffi.pack({
    FileName: text(32),
    FileSize: ulong,
    ReadRights: ulong,
    WriteRights: ulong,
  });
  return {
    devInfo: koffi.sizeof(devInfo),
    publicKey: koffi.sizeof(publicKey),
    fileAttribute: koffi.sizeof(fileAttribute),
  };
}

export const text = (value: string): Buffer => Buffer.from(`${value}\0`);
export const numberCell = (value = 0): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32LE(value);
  return bytes;
};

/** Calls with a cell for a handle or a number. @returns its value @throws the code when the call fails */
export function given(call: (cell: Buffer) => number): bigint {
  const cell = Buffer.alloc(8);
  const code = call(cell);
  if (code !== 0) throw new Error(code.toString(16));
  return cell.readBigUInt64LE();
}
