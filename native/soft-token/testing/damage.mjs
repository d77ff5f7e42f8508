// Damages a store at random, again and again, and uses the token each time. The module may refuse anything, but it
// must not crash. Arguments: module, serial, seed, rounds. Prints how often the token still opened.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import pkcs11js from 'pkcs11js';
import { seededRandom } from '../../../e2e/fixtures/random.ts';

const [module, serial, seed, rounds] = process.argv.slice(2);
const random = seededRandom(Number(seed));
const folder = join(dirname(module), 'tokens', serial);
const files = readdirSync(folder, { recursive: true })
  .map((name) => join(folder, name))
  .filter((path) => statSync(path).isFile() && !path.endsWith('lock'));
const originals = files.map((path) => [path, readFileSync(path)]);

const damages = [
  (bytes) => bytes.subarray(0, random(bytes.length)),
  (bytes) => Buffer.concat([bytes, Buffer.alloc(1 + random(64), random(256))]),
  (bytes) => flipped(bytes, 1),
  (bytes) => flipped(bytes, 20),
  (bytes) => bytes.fill(0xff, random(bytes.length)),
];

function flipped(bytes, count) {
  for (let i = 0; i < count; i++) bytes[random(bytes.length)] = random(256);
  return bytes;
}

const pkcs11 = new pkcs11js.PKCS11();
pkcs11.load(module);
pkcs11.C_Initialize();

function use() {
  const slot = pkcs11.C_GetSlotList(true).find((each) => pkcs11.C_GetTokenInfo(each).serialNumber === serial);
  if (slot === undefined) return false;
  const session = pkcs11.C_OpenSession(slot, pkcs11js.CKF_SERIAL_SESSION | pkcs11js.CKF_RW_SESSION);
  try {
    pkcs11.C_Login(session, pkcs11js.CKU_USER, '123456');
    pkcs11.C_FindObjectsInit(session, []);
    const objects = pkcs11.C_FindObjects(session, 100);
    pkcs11.C_FindObjectsFinal(session);
    for (const object of objects) {
      pkcs11.C_GetAttributeValue(session, object, [{ type: pkcs11js.CKA_LABEL }]);
      pkcs11.C_SignInit(session, { mechanism: 0x8005000b }, object);
      pkcs11.C_Sign(session, Buffer.alloc(32), Buffer.alloc(64));
    }
  } finally {
    pkcs11.C_CloseAllSessions(slot);
  }
  return true;
}

let opened = 0;
for (let round = 0; round < Number(rounds); round++) {
  for (const [path, bytes] of originals) writeFileSync(path, bytes);
  const [path, bytes] = originals[random(originals.length)];
  writeFileSync(path, damages[random(damages.length)](Buffer.from(bytes)));
  try {
    if (use()) opened++;
  } catch (error) {
    if (!/CKR_/.test(String(error))) throw error;
    opened++;
  }
}
process.stdout.write(String(opened));
