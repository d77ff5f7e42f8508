/**
 * The first proxy of an answer such as "PROXY proxy.example:3128; DIRECT" (the format of proxy scripts) that can be
 * used; null where the first that can be used is none. SOCKS cannot.
 */
export function proxyUrlOf(answer: string): string | null {
  for (const choice of answer.split(';')) {
    const [kind = '', place = ''] = choice.trim().split(/\s+/);
    if (kind.toUpperCase() === 'DIRECT') return null;
    if (/^(PROXY|HTTP)$/i.test(kind) && place !== '') return `http://${place}`;
    if (/^HTTPS$/i.test(kind) && place !== '') return `https://${place}`;
  }
  return null;
}
