import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';

/**
 * The part of OpenSC's pkcs11-tool that tests of the command line use, by the PKCS#11 binding of the checkout that they run in:
 * it sets up tokens, changes PINs, and lists, reads and deletes objects.
 */
const pkcs11js = createRequire(`${process.cwd()}/package.json`)('pkcs11js');
const text = { type: 'string' };
const flag = { type: 'boolean' };
const { values } = parseArgs({
  options: {
    module: text,
    'slot-index': { type: 'string', default: '0' },
    label: text,
    'so-pin': text,
    pin: text,
    'new-pin': text,
    'login-type': text,
    type: text,
    id: text,
    output: { type: 'string', short: 'o' },
    ...{ login: flag, 'init-token': flag, 'init-pin': flag, 'change-pin': flag },
    ...{ 'list-objects': flag, 'read-object': flag, 'delete-object': flag },
  },
});

const module = new pkcs11js.PKCS11();
module.load(values.module);
module.C_Initialize();
const slot = module.C_GetSlotList(true)[Number(values['slot-index'])];
const classes = { data: pkcs11js.CKO_DATA, cert: pkcs11js.CKO_CERTIFICATE };

function attribute(session, object, type) {
  return module.C_GetAttributeValue(session, object, [{ type }])[0].value;
}

function found(session) {
  const wanted = [{ type: pkcs11js.CKA_CLASS, value: classes[values.type] }];
  if (values.label !== undefined) wanted.push({ type: pkcs11js.CKA_LABEL, value: values.label });
  if (values.id !== undefined) wanted.push({ type: pkcs11js.CKA_ID, value: Buffer.from(values.id, 'hex') });
  module.C_FindObjectsInit(session, wanted);
  const objects = module.C_FindObjects(session, 100);
  module.C_FindObjectsFinal(session);
  return objects;
}

function describeObject(session, object) {
  const label = attribute(session, object, pkcs11js.CKA_LABEL).toString('utf8');
  const lines = [`  label:          '${label}'`];
  if (values.type === 'cert')
    lines.push(`  ID:         ${attribute(session, object, pkcs11js.CKA_ID).toString('hex')}`);
  process.stdout.write(`${lines.join('\n')}\n`);
}

function inSession(session) {
  const isOfficer = values['login-type'] === 'so';
  if (values.login)
    module.C_Login(
      session,
      isOfficer ? pkcs11js.CKU_SO : pkcs11js.CKU_USER,
      isOfficer ? values['so-pin'] : values.pin,
    );
  if (values['init-pin']) module.C_InitPIN(session, values['new-pin']);
  if (values['change-pin']) module.C_SetPIN(session, values.pin, values['new-pin']);
  if (values['list-objects']) for (const object of found(session)) describeObject(session, object);
  if (values['read-object'])
    writeFileSync(values.output, attribute(session, found(session)[0], pkcs11js.CKA_VALUE));
  if (values['delete-object']) module.C_DestroyObject(session, found(session)[0]);
}

if (values['init-token']) module.C_InitToken(slot, values['so-pin'], values.label);
else inSession(module.C_OpenSession(slot, pkcs11js.CKF_SERIAL_SESSION | pkcs11js.CKF_RW_SESSION));
module.C_Finalize();
