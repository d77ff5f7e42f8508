// Calls every part of the module once, with good and bad arguments, and prints a signature for the parent to check.
import pkcs11js from 'pkcs11js';

const [module] = process.argv.slice(2);
const [PIN, SO_PIN] = ['123456', '87654321'];
const pkcs11 = new pkcs11js.PKCS11();
pkcs11.load(module);
pkcs11.C_Initialize();

const refused = (call) => {
  try {
    call();
  } catch {
    return;
  }
  throw new Error(`accepted: ${call}`);
};
const open = () => pkcs11.C_OpenSession(slot, pkcs11js.CKF_SERIAL_SESSION | pkcs11js.CKF_RW_SESSION);
const find = (session, template) => {
  pkcs11.C_FindObjectsInit(session, template);
  const found = pkcs11.C_FindObjects(session, 100);
  pkcs11.C_FindObjectsFinal(session);
  return found;
};

const [slot] = pkcs11.C_GetSlotList(true);
pkcs11.C_InitToken(slot, SO_PIN, 'checked'.padEnd(32));
let session = open();
refused(() => pkcs11.C_Login(session, pkcs11js.CKU_USER, PIN));
pkcs11.C_Login(session, pkcs11js.CKU_SO, SO_PIN);
pkcs11.C_InitPIN(session, PIN);
pkcs11.C_Logout(session);
refused(() => pkcs11.C_Login(session, pkcs11js.CKU_USER, '000000'));
refused(() => pkcs11.C_Login(session, pkcs11js.CKU_USER, 'x'.repeat(5000)));
pkcs11.C_Login(session, pkcs11js.CKU_USER, PIN);

const token = { type: pkcs11js.CKA_TOKEN, value: true };
const pair = pkcs11.C_GenerateKeyPair(session, { mechanism: 0x8005000a }, [token], [token]);
refused(() => pkcs11.C_GenerateKeyPair(session, { mechanism: 1 }, [token], [token]));
refused(() => pkcs11.C_CreateObject(session, [{ type: pkcs11js.CKA_CLASS, value: pkcs11js.CKO_SECRET_KEY }]));
refused(() => pkcs11.C_CreateObject(session, [{ type: pkcs11js.CKA_TOKEN, value: Buffer.alloc(3) }]));
for (let i = 0; i < 20; i++) {
  pkcs11.C_CreateObject(session, [
    token,
    { type: pkcs11js.CKA_CLASS, value: pkcs11js.CKO_DATA },
    { type: pkcs11js.CKA_PRIVATE, value: i % 2 === 0 },
    { type: pkcs11js.CKA_VALUE, value: Buffer.alloc(i * 997) },
  ]);
}
const objects = find(session, []);
for (const object of objects) {
  for (let type = 0; type < 0x210; type++) {
    try {
      pkcs11.C_GetAttributeValue(session, object, [{ type }]);
    } catch {
      continue;
    }
  }
}
pkcs11.C_DestroyObject(session, objects.at(-1));
refused(() => pkcs11.C_DestroyObject(session, objects.at(-1)));

const e = Buffer.alloc(32, 7);
const signature = Buffer.alloc(64);
pkcs11.C_SignInit(session, { mechanism: 0x8005000b }, pair.privateKey);
pkcs11.C_Sign(session, e, signature);
pkcs11.C_VerifyInit(session, { mechanism: 0x8005000b }, pair.publicKey);
if (!pkcs11.C_Verify(session, e, signature)) throw new Error('own signature not accepted');
pkcs11.C_SignInit(session, { mechanism: 0x8005000b }, pair.privateKey);
refused(() => pkcs11.C_Sign(session, Buffer.alloc(33), Buffer.alloc(64)));
pkcs11.C_SignInit(session, { mechanism: 0x8005000c }, pair.privateKey);
pkcs11.C_SignUpdate(session, Buffer.alloc(100_000));
pkcs11.C_SignUpdate(session, Buffer.alloc(1));
pkcs11.C_SignFinal(session, Buffer.alloc(64));
const [pointAttribute] = pkcs11.C_GetAttributeValue(session, pair.publicKey, [
  { type: pkcs11js.CKA_EC_POINT },
]);
pkcs11.C_SetPIN(session, PIN, '778899');
pkcs11.C_CloseSession(session);
pkcs11.C_InitToken(slot, SO_PIN, 'emptied'.padEnd(32));
session = open();
if (find(session, []).length > 0) throw new Error('objects outlived their token');
pkcs11.C_Finalize();
const hex = (bytes) => Buffer.from(bytes).toString('hex');
process.stdout.write(
  JSON.stringify({ point: hex(pointAttribute.value.subarray(2)), e: hex(e), signature: hex(signature) }),
);
