import { z } from 'zod';
import { answersOfPython } from './python.ts';

const Answer = z.array(
  z.object({
    path: z.string(),
    /** The parts that are not, or no more, as the signature names them. */
    wrong: z.array(z.string()),
    references: z.number(),
    /** Whether the value names the hash of Signature.xml, and whether it is the signer's. */
    namesFile: z.boolean(),
    valueHolds: z.boolean(),
  }),
);

/** What Python and openssl find of the signatures of an OFD, without regard to whom they trust. */
export type PeerSignature = z.infer<typeof Answer>[number];

/**
 * Python's zipfile and expat read the package, openssl's SM3 hashes every part, and the openssl command checks the value:
 * TBS_Sign of a seal (GM/T 0031-2014, GB/T 38540-2020), or the attributes of a message (GM/T 0010).
 */
const SCRIPT = `
import base64, hashlib, json, os, subprocess, sys, tempfile, zipfile
import xml.etree.ElementTree as tree
held = tempfile.TemporaryDirectory()
folder = held.name
sm3 = lambda data: hashlib.new('sm3', data).digest()
local = lambda e: e.tag.rsplit('}', 1)[-1]
def all_of(e, name): return [x for x in e.iter() if local(x) == name]
def element(d, at):
    n, size = d[at + 1], 2
    if n > 127: size = 2 + (n & 127); n = int.from_bytes(d[at + 2:at + size], 'big')
    return d[at], d[at + size:at + size + n], d[at:at + size + n]
def items(content):
    found, at = [], 0
    while at < len(content):
        found.append(element(content, at)); at += len(found[-1][2])
    return found
def holds(certificate, message, value):
    for name, data in (('c', certificate), ('m', message), ('v', value)): open(os.path.join(folder, name), 'wb').write(data)
    key = subprocess.run(['openssl', 'x509', '-inform', 'DER', '-in', os.path.join(folder, 'c'), '-pubkey', '-noout'], capture_output=True)
    open(os.path.join(folder, 'k'), 'wb').write(key.stdout)
    return subprocess.run(['openssl', 'dgst', '-sm3', '-verify', os.path.join(folder, 'k'), '-sigopt', 'distid:1234567812345678',
        '-signature', os.path.join(folder, 'v'), os.path.join(folder, 'm')], capture_output=True).returncode == 0
def of_message(top, signed):
    data = items(items(top[1][1])[0][1])
    certificates = items([x for x in data if x[0] == 0xa0][0][1])
    signer = items(items(data[-1][1])[0][1])
    attributes = [x for x in signer if x[0] == 0xa0][0][2]
    value = [x for x in signer if x[0] == 4][-1][1]
    return sm3(signed) in attributes, holds(certificates[0][2], b'1' + attributes[1:], value)
def of_value(der, signed):
    top = items(element(der, 0)[1])
    if top[0][0] == 6: return of_message(top, signed)
    tbs = items(top[0][1])
    certificate = (top[1] if len(top) > 2 else tbs[5])[1]
    value = (top[3] if len(top) > 2 else top[1])[1][1:]
    return tbs[3][1][1:] == sm3(signed), holds(certificate, top[0][2], value)
def judge(path):
    z = zipfile.ZipFile(path)
    names = {n.lower(): n for n in z.namelist()}
    def find(base, path):
        parts = [] if path.startswith('/') else base.split('/')[:-1]
        return names.get('/'.join(parts + path.strip('/').split('/')).lower())
    def first(base, path): return find(base, path) or find('', path)
    entry = tree.fromstring(z.read('OFD.xml'))
    found = []
    for lists in all_of(entry, 'Signatures'):
        place = first('', lists.text.strip())
        for listed in all_of(tree.fromstring(z.read(place)), 'Signature'):
            at = first(place, listed.get('BaseLoc'))
            signed = z.read(at)
            root = tree.fromstring(signed)
            wrong = []
            for reference in all_of(root, 'Reference'):
                name = first(at, reference.get('FileRef'))
                value = base64.b64decode(all_of(reference, 'CheckValue')[0].text)
                if name is None or sm3(z.read(name)) != value: wrong.append(reference.get('FileRef'))
            names_file, value_holds = of_value(z.read(first(at, all_of(root, 'SignedValue')[0].text.strip())), signed)
            found.append({'path': at, 'wrong': wrong, 'references': len(all_of(root, 'Reference')), 'namesFile': names_file, 'valueHolds': value_holds})
    return found
for path in sys.argv[1:]: print(json.dumps(judge(path)))
`;

/** Asks Python and openssl about the signatures of OFD files. @throws Error if they cannot read one */
export function judgeOfd(paths: readonly string[]): readonly (readonly PeerSignature[])[] {
  return answersOfPython(SCRIPT, paths, Answer);
}
