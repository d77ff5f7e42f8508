import { JSON_BUDGET } from '../budgets.ts';

/** The length in bytes is bounded by whoever received them; these are what a value of that length may cost. */
const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const [OPENING_BRACKET, CLOSING_BRACKET, OPENING_BRACE, CLOSING_BRACE] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * Reads JSON that others wrote. Its nesting and the number of its values are counted before a value is made.
 * @throws SyntaxError for a text that is no JSON, or one beyond the budget for JSON
 */
export function readJson(text: string): unknown {
  expectWithinBudget(text);
  return JSON.parse(text);
}

function expectWithinBudget(text: string): void {
  let [depth, marks] = [0, 0];
  let isText = false;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (isText) {
      if (unit === BACKSLASH) at += 1;
      else if (unit === QUOTE) isText = false;
    } else if (unit === QUOTE) isText = true;
    else if (unit === COMMA) marks += 1;
    else if (unit === OPENING_BRACKET || unit === OPENING_BRACE) {
      depth += 1;
      marks += 1;
    } else if (unit === CLOSING_BRACKET || unit === CLOSING_BRACE) depth -= 1;
    if (depth > JSON_BUDGET.depth || marks > JSON_BUDGET.marks)
      throw new SyntaxError('beyond the budget for JSON');
  }
}
