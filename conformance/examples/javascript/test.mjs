// node test.mjs — cases worked out by hand from the text of the regulation.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

import { NOTICES } from './calendar.mjs';
import { reply } from './protocol.mjs';
import { DEFAULTS, OPTIONS } from './readings.mjs';
import { FACTS, isFacts, ROWS, score } from './score.mjs';
import { read } from './strict-json.mjs';

const path = (name) => fileURLToPath(new URL(name, import.meta.url));

// ---- 附件2 --------------------------------------------------------------------------------------

const factsAt = (end) =>
  Object.fromEntries(Object.entries(FACTS).map(([name, kind]) => [name, kind[end]]));
const PERFECT = factsAt('best');
const scored = (facts, readings = {}) => score(facts, { ...DEFAULTS, ...readings });

/** The points of one row of a community that is perfect but for these facts. */
function pointsOf(row, facts, readings) {
  assert.ok(isFacts(facts));
  const [low, high] = scored({ ...PERFECT, ...facts }, readings).rows[row];
  assert.equal(low, high);
  return low;
}

test('the standard points make 100, section by section 20, 10, 40, 15, 15', () => {
  const sections = [0, 0, 0, 0, 0];
  for (const { row, standard } of ROWS) sections[row[0] - 1] += standard;
  assert.deepEqual(sections, [20, 10, 40, 15, 15]);
  assert.equal(scored(PERFECT).low, 100);
});

test('every quotation stands in the regulation', (t) => {
  const file = path('../../../src/zhangye_fes/data/regulation-2023-181.txt');
  if (!existsSync(file)) return t.skip('the text is not here');
  const lines = readFileSync(file, 'utf8').split('\n').map((line) => line.split('\t'));
  const text = new Map(lines);
  for (const { provision, clauses } of ROWS) {
    const marking = text.get(`${provision}.marking`);
    for (const { text: quoted } of clauses) assert.ok(marking.includes(quoted), quoted);
  }
});

test('a rate at, just below and just above each threshold', () => {
  const cases = [
    ['3.1', 'zero_families', [[3, 3, 10], [2, 3, 5]]],
    ['3.2', 'reemployment', [[90, 100, 10], [89, 100, 0], [899_999_999, 999_999_999, 0]]],
    ['3.3', 'hard_to_employ_employment', [[38, 40, 5], [37, 40, 0], [94_999, 100_000, 0]]],
    ['3.4', 'disabled_registration', [[9, 10, 6], [899, 1000, 3]]],
    ['3.4', 'disabled_employment', [[9, 10, 6], [899, 1000, 3]]],
    ['3.5', 'retiree_service', [[999_999_999, 999_999_999, 4], [999_999_998, 999_999_999, 0]]],
    ['4.1', 'training', [[91, 100, 5], [9, 10, 3], [81, 100, 3]]],
    ['4.1', 'training', [[79, 100, 1], [1, 2, 1], [49, 100, 0]]],
    ['5.1', 'satisfaction', [[1, 1, 5], [9, 10, 5], [89, 100, 3], [76, 100, 3], [74, 100, 0]]],
  ];
  for (const [row, fact, rates] of cases) {
    for (const [num, den, points] of rates) {
      assert.equal(pointsOf(row, { [fact]: { num, den } }), points, `${fact} ${num}/${den}`);
    }
  }
});

test('each reading changes what it says', () => {
  const no = false;
  const late = { reports_timely: no };
  const lateAndWrong = { ...late, reports_accurate: no };
  const cases = [
    ['1', { qualified_staff: 2 }, 'minimum_staff', { two: 20, three: 15 }],
    ['1', { qualified_staff: 3 }, 'minimum_staff', { two: 20, three: 20 }],
    ['2', { ledgers_outdated: 2 }, 'outdated_ledgers', { each: 4, once: 7 }],
    ['2', late, 'report_faults', { once: 5, each: 5, both: 10 }],
    ['2', lateAndWrong, 'report_faults', { once: 5, each: 0, both: 5 }],
    ['3.1', { zero_families: { num: 0, den: 1 } }, 'zero_family_void', { part: 5, row: 0 }],
    ['3.2', { reemployment: { num: 8, den: 9 } }, 'reemployment_void', { row: 0, rest: 6 }],
    ['3.2', { unemployed_services_provided: no }, 'unemployed_services_void', { part: 4, row: 0 }],
    ['3.6', { key_groups_target_met: no }, 'key_group_void', { row: 0, rest: 3 }],
    ['3.6', { key_groups_served: no }, 'key_group_services_void', { part: 2, row: 0 }],
    ['4.1', { training: { num: 4, den: 5 } }, 'training_at_80', { upper: 3, lower: 1 }],
    ['5.1', { satisfaction: { num: 3, den: 4 } }, 'satisfaction_at_75', { upper: 3, lower: 0 }],
    ['5.3', { major_disputes: 1 }, 'disputes', { complaints_only: 5, complaints_or_disputes: 0 }],
    ['4.1', { training: { num: 0, den: 0 } }, 'empty_group', { met: 5, unmet: 0 }],
  ];
  for (const [row, facts, reading, options] of cases) {
    for (const [option, points] of Object.entries(options)) {
      assert.equal(pointsOf(row, facts, { [reading]: option }), points, `${reading} ${option}`);
    }
  }
});

test('deductions come out of the row as a whole, and stop at nothing', () => {
  assert.equal(pointsOf('1', { service_hall: false, staff_stable: false }), 10);
  assert.equal(pointsOf('2', { ledgers_missing: 1, ledgers_outdated: 2 }), 1);
  assert.equal(pointsOf('2', { ledgers_missing: 4 }), 0);
  assert.equal(pointsOf('3.1', { zero_family_service_recorded: false }), 7);
  assert.equal(pointsOf('3.1', { zero_family_members_unstable: 1 }), 5);
  assert.equal(pointsOf('3.2', { unregistered_unemployed: 3 }), 1);
  assert.equal(pointsOf('3.2', { unregistered_unemployed: 999_999_999 }), 0);
  assert.equal(pointsOf('4.2', { assistance_recorded: false }), 3);
  assert.equal(pointsOf('4.2', { assistance_provided: false }), 0);
  assert.equal(pointsOf('4.3', { tracking_provided: false, tracking_recorded: false }), 0);
  assert.equal(pointsOf('5.2', { policy_work_recorded: false }), 0);
  assert.equal(pointsOf('5.3', { valid_complaints: 1 }), 0);
});

test('90 points qualify, 89 do not, and the basic conditions bar', () => {
  const ninety = { ...PERFECT, policy_work_recorded: false, valid_complaints: 1 };
  assert.equal(scored(ninety).low, 90);
  assert.equal(scored(ninety).verdict, 'qualified');
  const registration = { num: 8, den: 9 };
  const threeAndThree = { disabled_registration: registration, ledgers_missing: 1 };
  const eightyNine = scored({ ...PERFECT, policy_work_recorded: false, ...threeAndThree });
  assert.deepEqual([eightyNine.low, eightyNine.verdict], [89, 'not_qualified']);

  const barred = scored({ ...PERFECT, basic_conditions_met: false });
  assert.deepEqual([barred.eligible, barred.low, barred.verdict], [false, 100, 'not_qualified']);
  const item = { ...PERFECT, work_system: false };
  assert.equal(scored(item).eligible, true);
  assert.equal(scored(item, { basic_conditions: 'any_item' }).eligible, false);
});

test('unknown facts give bounds', () => {
  const nothing = scored({});
  assert.deepEqual([nothing.eligible, nothing.low, nothing.high], [null, 0, 100]);
  const unknown = scored({ ...PERFECT, training: null, satisfaction: { num: 8, den: 10 } });
  assert.deepEqual([unknown.low, unknown.high, unknown.verdict], [93, 98, 'qualified']);
  const empty = { ...PERFECT, reemployment: { num: 0, den: 0 } };
  assert.deepEqual(scored(empty, { empty_group: 'unknown' }).rows['3.2'], [0, 10]);
  assert.equal(scored(empty, { empty_group: 'unknown' }).verdict, 'qualified');
  const short = { ...empty, policy_work_recorded: false };
  assert.equal(scored(short, { empty_group: 'unknown' }).verdict, 'undetermined');
});

test('no fact is worth less when it is better: what the bounds rest on', () => {
  const rates = [0, 40, 50, 74, 75, 80, 85, 90, 91, 95, 100].map((num) => ({ num, den: 100 }));
  const fromWorstToBest = ({ worst }) => {
    if (typeof worst === 'boolean') return [false, true];
    if (typeof worst === 'object') return rates;
    return worst === 0 ? [0, 1, 2, 3, 4] : [4, 3, 2, 1, 0];
  };
  const dismal = factsAt('worst');
  const eachOption = ([name, options]) => options.map((option) => ({ [name]: option }));
  for (const reading of Object.entries(OPTIONS).flatMap(eachOption)) {
    for (const others of [PERFECT, dismal]) {
      for (const [name, kind] of Object.entries(FACTS)) {
        const totals = fromWorstToBest(kind).map(
          (value) => scored({ ...others, [name]: value }, reading).low,
        );
        assert.deepEqual(totals, [...totals].sort((a, b) => a - b), name);
      }
    }
  }
});

// ---- working days -------------------------------------------------------------------------------

function asked(input, readings = {}) {
  const { seq, outcome, code, output } = JSON.parse(
    reply(JSON.stringify({ cmd: 'run', seq: 1, kind: 'workdays', readings, input })),
  );
  assert.equal(seq, 1);
  return output ?? code ?? outcome;
}

const publicity = (posted, publicity_first_day) =>
  asked({ op: 'publicity_period', posted, workdays: 5 }, { publicity_first_day }).last_day;

test('five working days of publicity, posted → last day', () => {
  const cases = [
    ['2023-09-26', '2023-10-09', '2023-10-08'], // 中秋节、国庆节, 10月7日、8日上班
    ['2024-02-05', '2024-02-18', '2024-02-09'], // 春节 10日至17日, 18日（星期日）上班
    ['2025-01-24', '2025-02-07', '2025-02-06'],
    ['2026-09-18', '2026-09-24', '2026-09-23'], // 9月20日（星期日）上班
  ];
  for (const [posted, next, same] of cases) {
    assert.equal(publicity(posted, 'next_day'), next);
    assert.equal(publicity(posted, 'posting_day'), same);
  }
});

test('what is not published is not guessed', () => {
  const unknown = 'CALENDAR_NOT_PUBLISHED';
  assert.equal(asked({ op: 'is_workday', date: '2026-12-29' }), unknown);
  assert.equal(asked({ op: 'is_workday', date: '2017-12-31' }), unknown);
  assert.equal(asked({ op: 'add_workdays', date: '2026-12-24', n: 5 }), unknown);
  assert.deepEqual(asked({ op: 'add_workdays', date: '2017-12-31', n: 1 }), { date: '2018-01-02' });
  // from Tuesday 22 December on: 23, 24, 25, 28 are worked, 29 and 30 may be
  const check = (last, workdays) =>
    asked({ op: 'check_publicity', posted: '2026-12-22', last, workdays });
  assert.deepEqual(check('2026-12-28', 5), { counted: 4, enough: false });
  assert.deepEqual(check('2026-12-30', 4), { counted: null, enough: true });
  assert.equal(check('2026-12-30', 6), unknown);
  assert.deepEqual(check('2026-12-30', 7), { counted: null, enough: false });
});

test('known_on answers as was known then', () => {
  const kind = (date, known_on) => asked({ op: 'is_workday', date, known_on }).kind;
  assert.equal(kind('2020-02-01', '2020-01-25'), 'makeup_workday');
  assert.equal(kind('2020-02-01', '2020-01-26'), 'holiday');
  assert.equal(kind('2019-05-02', '2019-03-21'), 'workday');
  assert.equal(kind('2019-05-02', '2019-03-22'), 'holiday');
  const early = { op: 'is_workday', date: '2018-12-29', known_on: '2018-12-03' };
  assert.equal(asked(early), 'CALENDAR_NOT_PUBLISHED');
});

test('a calendar of the request takes the place of the own one', () => {
  const count = (days) =>
    asked({
      op: 'count_workdays', first: '2030-01-01', last: '2030-01-06', // Tuesday to Sunday
      calendar: { from: '2030-01-01', to: '2030-01-07', days },
    });
  assert.deepEqual(count([]), { count: 4 });
  assert.deepEqual(count([['2030-01-01', 'holiday']]), { count: 3 });
  assert.deepEqual(count([['2030-01-06', 'makeup_workday']]), { count: 5 });
  assert.equal(count([['2030-01-02', 'makeup_workday']]), 'INVALID_INPUT');
  assert.equal(count([['2030-01-08', 'holiday']]), 'INVALID_INPUT');
  assert.equal(count([['2030-01-01', 'holiday'], ['2030-01-01', 'holiday']]), 'INVALID_INPUT');
});

test('months end where the month ends, and the last day moves off a day of rest', () => {
  const due = (event, one_month_roll = 'next_workday') =>
    Object.values(asked({ op: 'month_deadline', event, months: 1 }, { one_month_roll }));
  assert.deepEqual(due('2024-01-31'), ['2024-02-29', '2024-02-29']);
  assert.deepEqual(due('2025-12-03'), ['2026-01-03', '2026-01-04']); // 1月4日上班
  assert.deepEqual(due('2025-12-03', 'none'), ['2026-01-03', '2026-01-03']);
  assert.deepEqual(due('2026-11-29'), ['2026-12-29', null]);
  assert.deepEqual(due('2026-11-29', 'none'), ['2026-12-29', '2026-12-29']);
});

test('years run from 2000 to 2100', () => {
  const funds = (year) => asked({ op: 'funds_report_deadline', year }).last_day ?? 'refused';
  const expected = ['refused', '2000-12-20', '2100-12-20', 'refused'];
  assert.deepEqual([1999, 2000, 2100, 2101].map(funds), expected);
  const inForce = (date) => asked({ op: 'in_force', date }).in_force ?? 'refused';
  const dates = ['1999-12-31', '2000-01-01', '2100-12-31', '2101-01-01'];
  assert.deepEqual(dates.map(inForce), ['refused', false, false, 'refused']);
  const due = (event) => asked({ op: 'month_deadline', event, months: 1 }).not_before ?? 'refused';
  assert.deepEqual(['2100-11-30', '2100-12-01'].map(due), ['2100-12-30', 'refused']);
});

test('20 December, and five years from 4 September 2023', () => {
  const funds = (december_20) =>
    asked({ op: 'funds_report_deadline', year: 2026 }, { december_20 }).last_day;
  assert.equal(funds('inclusive'), '2026-12-20'); // a Sunday: it stays
  assert.equal(funds('exclusive'), '2026-12-19');
  const inForce = (date, validity_last_day = 'corresponding_day') =>
    Object.values(asked({ op: 'in_force', date }, { validity_last_day }));
  assert.deepEqual(inForce('2023-09-03'), [false, false]);
  assert.deepEqual(inForce('2023-09-04'), [true, false]);
  assert.deepEqual(inForce('2028-09-04'), [true, true]);
  assert.deepEqual(inForce('2028-09-04', 'day_before'), [false, true]);
  assert.deepEqual(inForce('2028-09-05'), [false, false]);
});

test('days worked instead are weekend days, and the notices stand in the order of issue', () => {
  const day = (text) => new Date(`${text}T00:00Z`).getUTCDay();
  for (const { on = [] } of NOTICES) for (const each of on) assert.ok([0, 6].includes(day(each)));
  const issued = NOTICES.map((each) => each.issued);
  assert.deepEqual(issued, [...issued].sort());
});

// ---- the protocol -------------------------------------------------------------------------------

test('the reader sees repeated keys and floats', () => {
  for (const text of ['1.0', '[1e2]', '{"a":{"b":1,"\\u0062":2}}']) {
    assert.ok(read(text).sloppy, text);
  }
  for (const text of ['"1.0"', '[{"a":1},{"a":1}]', '{"a\\"":"1.5"}', '[-12]']) {
    assert.ok(!read(text).sloppy, text);
  }
  assert.deepEqual([...read('{"a":1,"b":{"c":1,"c":1},"a":2}').repeated], ['a']);
  assert.equal(read('[{"seq":1}]').raw.size, 0);
  assert.throws(() => read('NaN'), SyntaxError);
  assert.ok(read('['.repeat(1e5) + ']'.repeat(1e5)).value);
});

test('every line gets its reply', () => {
  const run = (rest) => `{"cmd":"run","seq":7,${rest}}`;
  const facts = (text) => run(`"kind":"score","input":{"facts":${text}}`);
  const invalid = '{"seq":7,"outcome":"reject","code":"INVALID_INPUT"}';
  for (const line of [
    facts('{"qualified_staff":2.0}'), facts('{"qualified_staff":1e999}'), facts('{"x":1}'),
    facts('{"qualified_staff":2,"qualified_staff":2}'), facts('{"qualified_staff":true}'),
    facts('{"qualified_staff":1000000000}'), facts('{"qualified_staff":-1}'),
    facts('{"service_hall":1}'), facts('[]'),
    facts('{"training":{"num":2,"den":1}}'), facts('{"satisfaction":{"num":0,"den":0}}'),
    facts('{"__proto__":{}}'), run('"kind":"score"'), run('"input":{"facts":{}}'),
    run('"kind":"score","input":{"facts":{}},"extra":1'),
    run('"kind":"score","input":{"facts":{}},"readings":null'),
    run('"kind":"score","kind":"register","input":{}'),
    run('"kind":"score","input":{"facts":{}},"readings":{"disputes":"no"}'),
    run('"kind":"score","input":{"facts":{}},"readings":{"toString":"x"}'),
    run('"kind":"workdays","input":{"op":"toString"}'),
    run('"kind":"workdays","input":{"op":"is_workday","date":"2026-02-30"}'),
    run('"kind":"workdays","input":{"op":"is_workday","date":"2026-01-05","n":1}'),
    run('"kind":"workdays","input":{"op":"add_workdays","date":"2026-01-05","n":0}'),
  ]) assert.equal(reply(line), invalid, line);

  assert.equal(reply(run('"kind":"register","input":{}')), '{"seq":7,"outcome":"unsupported"}');
  const large = '{"cmd":"run","seq":123456789012345678901,"kind":"none"}';
  assert.match(reply(large), /^\{"seq":123456789012345678901,/);
  const twice = '{"cmd":"hello","cmd":"hello"}';
  for (const line of ['nonsense', '[]', 'null', '{}', '{"cmd":"run"}', twice]) {
    assert.match(reply(line), /^\{"outcome":"error"/, line);
  }
  assert.match(reply('{"cmd":"jump","seq":3}'), /^\{"seq":3,"outcome":"error"/);
  assert.equal(reply(' \t\r'), '');
  assert.equal(reply('{"cmd":"bye"}'), null);
});

test('the process goes on after a bad line, and ends well', () => {
  const request = '{"cmd":"run","seq":1,"kind":"score","input":{"facts":{}}}';
  const input = Buffer.concat([
    Buffer.from('{"cmd":"hello","protocol":1}\n\n{\n'), Buffer.from([0xff, 0x0a]),
    Buffer.from(`${request}\n{"cmd":"bye"}\n${request}\n`),
  ]);
  const { status, stdout, stderr } = spawnSync(process.execPath, [path('adapter.mjs')], { input });
  const replies = stdout.toString().trimEnd().split('\n').map((line) => JSON.parse(line));
  assert.deepEqual(replies.map((each) => each.outcome), [undefined, 'error', 'error', 'ok']);
  assert.equal(replies[0].protocol, 1);
  assert.deepEqual(replies[0].calendar, { from: '2018-01-01', to: '2026-12-28' });
  assert.deepEqual([status, stderr.length], [0, 0]);
});

test('the example in README.md answers as it says there', () => {
  const lines = readFileSync(path('README.md'), 'utf8').split('\n').map((line) => line.trim());
  const [, request] = /echo '(.*)' \|/.exec(lines.find((line) => line.startsWith('echo')));
  assert.ok(lines.includes(reply(request)));
});
