import type { Handle, PKCS11, Template } from 'pkcs11js';

/** How many handles to ask for at once. */
const BATCH = 64;

/** Every object that matches. */
export function findObjects(pkcs11: PKCS11, session: Handle, template: Template): Handle[] {
  const found: Handle[] = [];
  pkcs11.C_FindObjectsInit(session, template);
  try {
    for (let batch = pkcs11.C_FindObjects(session, BATCH); batch.length > 0;) {
      found.push(...batch);
      batch = pkcs11.C_FindObjects(session, BATCH);
    }
  } finally {
    pkcs11.C_FindObjectsFinal(session);
  }
  return found;
}

/**
 * One attribute; empty where the object has none or will not tell. Attributes are read one at a time, because
 * a missing one makes some modules refuse the whole list.
 */
export function readAttribute(pkcs11: PKCS11, session: Handle, object: Handle, type: number): Uint8Array {
  try {
    const value = pkcs11.C_GetAttributeValue(session, object, [{ type }])[0]?.value;
    return Uint8Array.from(value instanceof Uint8Array ? value : []);
  } catch {
    return new Uint8Array();
  }
}

export function readText(pkcs11: PKCS11, session: Handle, object: Handle, type: number): string {
  return new TextDecoder().decode(readAttribute(pkcs11, session, object, type));
}
