import pkcs11js, { type Handle, type PKCS11 } from 'pkcs11js';

/** A soft token's module in this process, for calls that no command-line tool makes. */
export interface LoadedToken {
  readonly pkcs11: PKCS11;
  readonly slot: Handle;
}

/** Loads the module of a token. C_Initialize may have been called for another token: it is called once a process. */
export function loadToken(module: string, serial: string): LoadedToken {
  const pkcs11 = new pkcs11js.PKCS11();
  pkcs11.load(module);
  const refused = refusal(() => pkcs11.C_Initialize());
  if (refused !== '' && refused !== 'CKR_CRYPTOKI_ALREADY_INITIALIZED') throw new Error(refused);
  const slot = pkcs11.C_GetSlotList(true).find((each) => pkcs11.C_GetTokenInfo(each).serialNumber === serial);
  if (slot === undefined) throw new Error(`no token ${serial}`);
  return { pkcs11, slot };
}

export function openSession({ pkcs11, slot }: LoadedToken, pin?: string): Handle {
  const session = pkcs11.C_OpenSession(slot, pkcs11js.CKF_SERIAL_SESSION | pkcs11js.CKF_RW_SESSION);
  if (pin !== undefined) pkcs11.C_Login(session, pkcs11js.CKU_USER, pin);
  return session;
}

/** Returns the CKR name of a call's failure; '' if the call succeeds. */
export function refusal(call: () => unknown): string {
  try {
    call();
    return '';
  } catch (error) {
    return /CKR_\w+/.exec(String(error))?.[0] ?? String(error);
  }
}

export function privateKey({ pkcs11 }: LoadedToken, session: Handle): Handle {
  pkcs11.C_FindObjectsInit(session, [{ type: pkcs11js.CKA_CLASS, value: pkcs11js.CKO_PRIVATE_KEY }]);
  const [key] = pkcs11.C_FindObjects(session, 1);
  pkcs11.C_FindObjectsFinal(session);
  if (key === undefined) throw new Error('no private key');
  return key;
}

export function signDigest(token: LoadedToken, session: Handle, e: Buffer): Buffer {
  token.pkcs11.C_SignInit(session, { mechanism: 0x8005000b }, privateKey(token, session));
  return token.pkcs11.C_Sign(session, e, Buffer.alloc(64));
}
