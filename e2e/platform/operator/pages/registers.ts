import { utf8Text } from '../../../../electron/core/bytes/utf8.ts';
import type { Office } from '../../office.ts';
import { listRegisters, newestEntries, type KeptRegister } from '../../offices/kept-registers.ts';
import { html, type Html } from '../html.ts';
import { ACT_WORDS, timeText, wordFor } from '../words.ts';
import { table } from './layout.ts';

const RECENT_ENTRIES = 50;

/** What clients have sent of their registers. */
export function registersPage(office: Office): Html {
  const registers = listRegisters(office);
  if (registers.length === 0) return html`<p class="empty">还没有单位上传用印登记。</p>`;
  return html`${registers.map((register) => registerCard(office, register))}`;
}

function registerCard(office: Office, { registerId, size, head }: KeptRegister): Html {
  const signed = head === null ? '还没有会签' : `已会签前 ${head.size} 条，根 ${head.root.slice(0, 16)}…`;
  const rows = newestEntries(office, registerId, RECENT_ENTRIES).map(
    ({ place, bytes }) =>
      html`<tr>
        <td>${place + 1}</td>
        ${bytes === null ? html`<td colspan="4" class="soft">只有杂凑值：不属于本平台的印章</td>` : cells(bytes)}
      </tr>`,
  );
  return html`<section class="card">
    <h2>台账 <span class="mono">${registerId}</span></h2>
    <p>${size} 条；${signed}</p>
    ${table(['序号', '时间', '事项', '印章 / USB Key', '结果'], rows, '还没有条目。')}
  </section>`;
}

interface ShownEntry {
  readonly act?: string;
  readonly time?: string;
  readonly result?: string;
  readonly seal?: { readonly name: string } | null;
  readonly tokenSerial?: string | null;
  readonly document?: { readonly name: string } | null;
}

/** Clients of a later version may send what this page does not know. */
function cells(bytes: Uint8Array): Html {
  const entry = entryIn(bytes);
  if (entry === null) return html`<td colspan="4" class="soft">不是本版本的条目</td>`;
  const { act = '', time = null, result = '', seal, tokenSerial, document } = entry;
  const subject = [wordFor(ACT_WORDS, act), document?.name].filter((each) => each !== undefined).join(' · ');
  return html`<td>${timeText(time)}</td>
    <td>${subject}</td>
    <td>${seal?.name ?? tokenSerial ?? ''}</td>
    <td>${result === 'done' ? '完成' : result}</td>`;
}

function entryIn(bytes: Uint8Array): ShownEntry | null {
  try {
    return JSON.parse(utf8Text(bytes)) as ShownEntry;
  } catch {
    return null;
  }
}
