// Uses a soft token without pause until it is killed: wrong PINs, right PINs, new objects, changed PINs.
// Each step is printed before and after, so that the parent knows what may have happened.
// Arguments: module, serial, the PIN, the other PIN, "all" or "wrongPinsOnly".
import { writeSync } from 'node:fs';
import pkcs11js from 'pkcs11js';

const OBJECTS_A_LOGIN = 4;
const [module, serial, firstPin, otherPin, kind] = process.argv.slice(2);
const pkcs11 = new pkcs11js.PKCS11();
pkcs11.load(module);
pkcs11.C_Initialize();
const slot = pkcs11.C_GetSlotList(true).find((each) => pkcs11.C_GetTokenInfo(each).serialNumber === serial);
const session = pkcs11.C_OpenSession(slot, pkcs11js.CKF_SERIAL_SESSION | pkcs11js.CKF_RW_SESSION);
const say = (line) => writeSync(1, `${line}\n`);

function tryWrongPin() {
  say('wrong');
  try {
    pkcs11.C_Login(session, pkcs11js.CKU_USER, '000000');
  } catch (error) {
    say(error.message);
  }
}

function storeObject(number) {
  say(`store ${number}`);
  pkcs11.C_CreateObject(session, [
    { type: pkcs11js.CKA_CLASS, value: pkcs11js.CKO_DATA },
    { type: pkcs11js.CKA_TOKEN, value: true },
    { type: pkcs11js.CKA_LABEL, value: `object ${number}` },
    { type: pkcs11js.CKA_VALUE, value: Buffer.alloc(5000, number % 256) },
  ]);
  say(`stored ${number}`);
}

function changePin(from, to) {
  say('change');
  pkcs11.C_SetPIN(session, from, to);
  say(`changed ${to}`);
}

say('ready');
let pin = firstPin;
for (let number = 0; ; number += OBJECTS_A_LOGIN) {
  tryWrongPin();
  if (kind === 'wrongPinsOnly') continue;
  say('right');
  pkcs11.C_Login(session, pkcs11js.CKU_USER, pin);
  say('in');
  for (let i = 0; i < OBJECTS_A_LOGIN; i++) storeObject(number + i);
  pkcs11.C_Logout(session);
  const next = pin === firstPin ? otherPin : firstPin;
  changePin(pin, next);
  pin = next;
}
