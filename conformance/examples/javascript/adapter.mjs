// The adapter: JSON Lines in, JSON Lines out, one reply a request, in order.
//
//   node adapter.mjs

import { pathToFileURL } from 'node:url';

import { DEFAULTS, isReadings } from './readings.mjs';
import { isFacts, score } from './score.mjs';
import { read } from './strict-json.mjs';
import { COVERAGE, Reject, Undetermined, workdays } from './workdays.mjs';

const HELLO = {
  protocol: 1,
  implementation: { name: 'zhangye-fes-example-js', version: '1.0.0', language: 'javascript' },
  kinds: ['score', 'workdays'],
  overrides: true,
  calendar: COVERAGE,
  readings: DEFAULTS,
};

const KINDS = {
  score: (input, readings) => {
    const { facts } = input;
    if (Object.keys(input).length !== 1 || !isObject(facts) || !isFacts(facts)) {
      throw new Reject('INVALID_INPUT');
    }
    return score(facts, readings);
  },
  workdays,
};

const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

/** The outcome of a `run` request. */
function run(request, sloppy) {
  const { cmd, seq, kind, input, readings = {}, ...rest } = request;
  if (typeof kind === 'string' && !Object.hasOwn(KINDS, kind)) return { outcome: 'unsupported' };
  try {
    const wellFormed = !sloppy && typeof kind === 'string' && Object.keys(rest).length === 0;
    if (!wellFormed || !isObject(input) || !isObject(readings) || !isReadings(readings)) {
      throw new Reject('INVALID_INPUT');
    }
    return { outcome: 'ok', output: KINDS[kind](input, { ...DEFAULTS, ...readings }) };
  } catch (problem) {
    if (problem instanceof Reject) return { outcome: 'reject', code: problem.message };
    if (problem instanceof Undetermined) return { outcome: 'undetermined', code: problem.message };
    return failure(String(problem));
  }
}

const failure = (message) => ({ outcome: 'error', message });

/** The reply to one line as text; '' if it gets none; null if it says goodbye. */
export function reply(line) {
  if (/^[ \t\r]*$/.test(line)) return '';
  let found;
  try {
    found = read(line);
  } catch {
    return JSON.stringify(failure('the line is not JSON'));
  }
  const { value: request, sloppy, repeated, raw } = found;
  if (!isObject(request)) return JSON.stringify(failure('the line is not a JSON object'));
  if (repeated.has('cmd')) return withSeq(found, failure('cmd is given twice'));
  if (request.cmd === 'hello') return JSON.stringify(HELLO);
  if (request.cmd === 'bye') return null;
  if (request.cmd !== 'run') return withSeq(found, failure('there is no such cmd'));
  if (!raw.has('seq') || repeated.has('seq')) return withSeq(found, failure('run needs one seq'));
  return withSeq(found, run(request, sloppy));
}

/** The seq goes back as it came, letter for letter: it may be larger than a number here can be. */
function withSeq({ raw, repeated }, outcome) {
  const seq = raw.get('seq');
  const rest = JSON.stringify(outcome);
  if (seq === undefined || repeated.has('seq') || !/^-?\d+$/.test(seq)) return rest;
  return `{"seq":${seq},${rest.slice(1)}`;
}

/** The lines of a stream of bytes; a line that is not UTF-8 comes as one that is not JSON. */
async function* lines(stream) {
  const text = (bytes) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  const decode = (bytes) => {
    try {
      return text(bytes);
    } catch {
      return '\uFFFD';
    }
  };
  let parts = [];
  for await (let chunk of stream) {
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10)) {
      yield decode(Buffer.concat([...parts, chunk.subarray(0, end)]));
      chunk = chunk.subarray(end + 1);
      parts = [];
    }
    parts.push(chunk);
  }
  yield decode(Buffer.concat(parts));
}

async function main() {
  for await (const line of lines(process.stdin)) {
    const answer = reply(line);
    if (answer === null) break;
    if (answer) process.stdout.write(`${answer}\n`);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await main();
