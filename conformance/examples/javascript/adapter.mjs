// The adapter: JSON Lines in, JSON Lines out, one reply a request, in order.
//
//   node adapter.mjs

import { reply } from './protocol.mjs';

const NEWLINE = 10;

/** The lines of a stream of bytes; one that is not UTF-8 comes as text that is not JSON. */
async function* lines(stream) {
  let parts = [];
  for await (let chunk of stream) {
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE)) {
      yield decode(Buffer.concat([...parts, chunk.subarray(0, end)]));
      chunk = chunk.subarray(end + 1);
      parts = [];
    }
    parts.push(chunk);
  }
  yield decode(Buffer.concat(parts));
}

function decode(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return '\uFFFD';
  }
}

for await (const line of lines(process.stdin)) {
  const answer = reply(line);
  if (answer === null) break;
  if (answer) process.stdout.write(`${answer}\n`);
}
