import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { type Arrival, Arrivals, handedOver, linkAmong } from './arrivals.ts';

/** An app that is told what the system tells, and what its app then takes. */
function arrivalsOf() {
  const app = new EventEmitter();
  const prevented: string[] = [];
  const event = (name: string) => ({ preventDefault: () => prevented.push(name) });
  // An emitter has the one method of an app that is used here.
  const arrivals = new Arrivals(app as never);
  return {
    arrivals,
    prevented,
    second: (...args: string[]) => app.emit('second-instance', event('start'), args, '/here'),
    secondFrom: (folder: string, ...args: string[]) =>
      app.emit('second-instance', event('start'), args, '/program', handedOver(folder)),
    url: (text: string) => app.emit('open-url', event('url'), text),
    file: (path: string) => app.emit('open-file', event('file'), path),
  };
}

describe('What the system hands over', () => {
  it('waits for the app, and comes in its order', () => {
    const { arrivals, prevented, second, url, file } = arrivalsOf();
    const taken: Arrival[] = [];
    url('sealdesk:open?file=x');
    file('/a.pdf');
    second('app', 'b.pdf');
    arrivals.follow((arrival) => taken.push(arrival));
    second('app');
    expect(taken).toEqual([
      { kind: 'link', text: 'sealdesk:open?file=x' },
      { kind: 'file', path: '/a.pdf' },
      { kind: 'start', args: ['app', 'b.pdf'], workingDirectory: '/here' },
      { kind: 'start', args: ['app'], workingDirectory: '/here' },
    ]);
    expect(prevented).toEqual(['url', 'file']);
  });

  it('begins relative paths in the folder that a second start was started in, which it has left', () => {
    const { arrivals, secondFrom } = arrivalsOf();
    const taken: Arrival[] = [];
    arrivals.follow((arrival) => taken.push(arrival));
    secondFrom('/documents', 'app', 'b.pdf');
    expect(taken).toEqual([{ kind: 'start', args: ['app', 'b.pdf'], workingDirectory: '/documents' }]);
  });

  it('is a link and nothing else where one stands among the arguments', () => {
    const { arrivals, second } = arrivalsOf();
    const taken: Arrival[] = [];
    arrivals.follow((arrival) => taken.push(arrival));
    second('app', '--', 'sealdesk:open?file=x', '\\\\server\\share\\a.pdf');
    expect(taken).toEqual([{ kind: 'link', text: 'sealdesk:open?file=x' }]);
  });

  it('is kept in bounds before the app is there', () => {
    const { arrivals, url } = arrivalsOf();
    const taken: Arrival[] = [];
    for (let number = 0; number < 100; number += 1) url('sealdesk:x');
    arrivals.follow((arrival) => taken.push(arrival));
    expect(taken).toHaveLength(20);
  });
});

describe('linkAmong', () => {
  it('does not take the program itself for a link', () => {
    expect([
      linkAmong(['sealdesk:x']),
      linkAmong(['app', 'a.pdf']),
      linkAmong(['app', 'SealDesk:y']),
    ]).toEqual([null, null, 'SealDesk:y']);
  });
});
