import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { Refused } from '../../shared/reply.ts';

/** Asks on the terminal for something that is not shown while it is typed; from a pipe, the next line of stdin. Null where there is
 *  nobody to ask. */
export async function askSecret(question: string): Promise<string | null> {
  const isTerminal = process.stdin.isTTY;
  if (isTerminal) process.stderr.write(`${question}: `);
  // A terminal interface switches the terminal's own echo off; what it would write itself goes nowhere.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: isTerminal });
  try {
    return await new Promise<string | null>((resolve, reject) => {
      lines.once('line', resolve);
      lines.once('close', () => resolve(null));
      lines.once('SIGINT', () => reject(new Refused('cancelled', 'Nothing was changed.')));
    });
  } finally {
    lines.close();
    if (isTerminal) process.stderr.write('\n');
  }
}

/** All of stdin, without the white space around it. */
export async function readStdinText(limit = 100_000): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > limit) throw new Refused('too-long', 'What comes from stdin is too long to be that.');
  }
  return Buffer.concat(chunks).toString('utf8').trim();
}
