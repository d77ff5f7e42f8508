import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { PDF_BUDGET, PICTURE_BUDGET } from './budgets.ts';
import { countingDecoder } from './image/decode-picture.ts';
import { WorkMeter } from './work-meter.ts';

const overBudget: unknown = expect.objectContaining({ code: 'FILE_OVER_BUDGET' });

describe('a meter', () => {
  it('lets a document do its work, and refuses the first step beyond, and every later one', () => {
    const meter = new WorkMeter(1000);
    const most = PDF_BUDGET.syntaxBytes + 1000 * PDF_BUDGET.syntaxTimesSize;
    meter.spend('syntaxBytes', most);
    expect(meter.exceeded).toBeNull();
    expect(() => meter.spend('syntaxBytes', 1)).toThrow(overBudget);
    expect(() => meter.spend('pixels', 0)).toThrow(overBudget);
    expect(meter.exceeded?.details).toEqual({ budget: 'syntaxBytes', most });
  });

  it('counts the pixels of a picture before it is decoded, and of the same picture once', () => {
    const meter = new WorkMeter(0);
    const decode = countingDecoder(meter);
    const png = encode({ width: 40, height: 30, data: new Uint8Array(1200), channels: 1, depth: 8 });
    for (let time = 0; time < 3; time += 1) decode(png);
    expect(meter.spent.pixels).toBe(1200);
    meter.spend('pixels', PICTURE_BUDGET.pixelsOfDocument - 1200);
    expect(decode(png).width).toBe(40);
    expect(() => decode(png.slice())).toThrow(overBudget);
  });
});
