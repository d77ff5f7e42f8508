type Met<Outcome> = { readonly value: Outcome } | { readonly thrown: unknown };

/**
 * Works on several things at a time, and yields what becomes of them in their order. Whoever takes the results sets the
 * pace: no more than so many are under way or wait to be taken. A failure is met where the failed thing stands.
 * @param begin begins with one thing; the next begins as soon as it has returned, not when it is done
 */
export async function* inOrder<Thing, Outcome>(
  things: readonly Thing[],
  atOnce: number,
  begin: (thing: Thing) => Promise<Outcome>,
): AsyncGenerator<Outcome> {
  const underWay: Promise<Met<Outcome>>[] = [];
  for (const thing of things) {
    underWay.push(met(begin(thing)));
    if (underWay.length < atOnce) continue;
    const [first] = underWay;
    if (first !== undefined) yield outcomeOf(await first);
    void underWay.shift();
  }
  for (const outcome of underWay) yield outcomeOf(await outcome);
}

async function met<Outcome>(outcome: Promise<Outcome>): Promise<Met<Outcome>> {
  try {
    return { value: await outcome };
  } catch (thrown) {
    return { thrown };
  }
}

function outcomeOf<Outcome>(result: Met<Outcome>): Outcome {
  if ('thrown' in result) throw result.thrown;
  return result.value;
}
