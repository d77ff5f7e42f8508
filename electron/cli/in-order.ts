/**
 * Works on several things at a time, and yields what becomes of them in their order. Whoever takes the results sets the
 * pace: no more than so many are under way or wait to be taken.
 * @param begin begins with one thing; the next begins as soon as it has returned, not when it is done
 */
export async function* inOrder<Thing, Outcome>(
  things: readonly Thing[],
  atOnce: number,
  begin: (thing: Thing) => Promise<Outcome>,
): AsyncGenerator<Outcome> {
  const underWay: Promise<Outcome>[] = [];
  for (const thing of things) {
    const outcome = begin(thing);
    // Whoever takes it meets the failure; until then it is no unhandled one.
    outcome.catch(() => undefined);
    underWay.push(outcome);
    const [first] = underWay;
    if (underWay.length < atOnce || first === undefined) continue;
    yield await first;
    underWay.shift();
  }
  for (const outcome of underWay) yield await outcome;
}
