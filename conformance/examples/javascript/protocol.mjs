// The protocol, line by line: what is answered to each request.

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
function run({ value: request, sloppy, repeated }) {
  const { cmd, seq, kind, input, readings = {}, ...rest } = request;
  try {
    if (typeof kind !== 'string' || repeated.has('kind')) throw new Reject('INVALID_INPUT');
    if (!Object.hasOwn(KINDS, kind)) return { outcome: 'unsupported' };
    const wellFormed = !sloppy && Object.keys(rest).length === 0;
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
  const { value: request, repeated } = found;
  if (!isObject(request)) return JSON.stringify(failure('the line is not a JSON object'));
  if (repeated.has('cmd')) return withSeq(found, failure('cmd is given twice'));
  if (request.cmd === 'hello') return JSON.stringify(HELLO);
  if (request.cmd === 'bye') return null;
  if (request.cmd !== 'run') return withSeq(found, failure('there is no such cmd'));
  if (seqOf(found) === null) return withSeq(found, failure('run needs one seq, a whole number'));
  return withSeq(found, run(found));
}

/** The seq as it was written: it may be larger than a number here can be. Null if there is none. */
function seqOf({ raw, repeated }) {
  const seq = raw.get('seq');
  return /^-?\d+$/.test(seq) && !repeated.has('seq') ? seq : null;
}

function withSeq(found, outcome) {
  const seq = seqOf(found);
  const rest = JSON.stringify(outcome);
  return seq === null ? rest : `{"seq":${seq},${rest.slice(1)}`;
}
