import { decodeEntry } from '../../../../electron/core/register/entry-bytes.ts';
import { CodedError } from '../../../../electron/shared/errors.ts';
import type { RegisterEntry } from '../../../../electron/shared/model/register.ts';
import type { PlatformContext } from '../../platform-context.ts';
import { listRegisters, newestEntries, type KeptRegister } from '../../services/registers.ts';
import { html, type Html } from '../html.ts';
import { ACT_WORDS, timeText, wordFor } from '../words.ts';
import { table } from './layout.ts';

const RECENT_ENTRIES = 50;

/** Shows the entries that clients have sent of their registers. */
export function registersPage(context: PlatformContext): Html {
  const registers = listRegisters(context);
  if (registers.length === 0) return html`<p class="empty">还没有单位上传用印登记。</p>`;
  return html`${registers.map((register) => registerCard(context, register))}`;
}

function registerCard(context: PlatformContext, { registerId, size, head }: KeptRegister): Html {
  const signed = head === null ? '还没有会签' : `已会签前 ${head.size} 条，根 ${head.root.slice(0, 16)}…`;
  const rows = newestEntries(context, registerId, RECENT_ENTRIES).map(
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

/** Clients of another version may send entries that this page cannot read. */
function cells(bytes: Uint8Array): Html {
  const entry = entryIn(bytes);
  if (entry === null) return html`<td colspan="4" class="soft">不是本版本的条目</td>`;
  const { act, time, result, seal, tokenSerial, document } = entry;
  return html`<td>${timeText(time)}</td>
    <td>${wordFor(ACT_WORDS, act)}${document === null ? null : ` · ${document.name}`}</td>
    <td>${seal?.name ?? tokenSerial}</td>
    <td>${result === 'done' ? '完成' : result}</td>`;
}

function entryIn(bytes: Uint8Array): RegisterEntry | null {
  try {
    return decodeEntry(bytes);
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}
