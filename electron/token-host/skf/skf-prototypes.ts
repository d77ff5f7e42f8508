/** `bytes` is a pointer: to text, a structure, or a cell that takes a result. */
export type SkfParameter = 'ulong' | 'bool' | 'handle' | 'bytes';
export type SkfArgument = number | bigint | Uint8Array | null;

/** GM/T 0016-2012 clause 7: the functions that the host calls, each giving a ULONG code. */
export const PROTOTYPES = {
  SKF_EnumDev: ['bool', 'bytes', 'bytes'],
  SKF_ConnectDev: ['bytes', 'bytes'],
  SKF_DisConnectDev: ['handle'],
  SKF_GetDevInfo: ['handle', 'bytes'],
  SKF_EnumApplication: ['handle', 'bytes', 'bytes'],
  SKF_OpenApplication: ['handle', 'bytes', 'bytes'],
  SKF_CloseApplication: ['handle'],
  SKF_GetPINInfo: ['handle', 'ulong', 'bytes', 'bytes', 'bytes'],
  SKF_VerifyPIN: ['handle', 'ulong', 'bytes', 'bytes'],
  SKF_ChangePIN: ['handle', 'ulong', 'bytes', 'bytes', 'bytes'],
  SKF_UnblockPIN: ['handle', 'bytes', 'bytes', 'bytes'],
  SKF_ClearSecureState: ['handle'],
  SKF_EnumContainer: ['handle', 'bytes', 'bytes'],
  SKF_CreateContainer: ['handle', 'bytes', 'bytes'],
  SKF_OpenContainer: ['handle', 'bytes', 'bytes'],
  SKF_CloseContainer: ['handle'],
  SKF_ImportCertificate: ['handle', 'bool', 'bytes', 'ulong'],
  SKF_ExportCertificate: ['handle', 'bool', 'bytes', 'bytes'],
  SKF_ExportPublicKey: ['handle', 'bool', 'bytes', 'bytes'],
  SKF_GenECCKeyPair: ['handle', 'ulong', 'bytes'],
  SKF_ECCSignData: ['handle', 'bytes', 'ulong', 'bytes'],
  SKF_EnumFiles: ['handle', 'bytes', 'bytes'],
  SKF_GetFileInfo: ['handle', 'bytes', 'bytes'],
  SKF_ReadFile: ['handle', 'bytes', 'ulong', 'ulong', 'bytes', 'bytes'],
  SKF_CreateFile: ['handle', 'bytes', 'ulong', 'ulong', 'ulong'],
  SKF_WriteFile: ['handle', 'bytes', 'ulong', 'bytes', 'ulong'],
} as const satisfies Record<string, readonly SkfParameter[]>;

export type SkfFunction = keyof typeof PROTOTYPES;
