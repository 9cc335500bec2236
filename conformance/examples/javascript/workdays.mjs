// Working days and the periods of the notice (第六条, 第十条, 第十三条, 第十七条).
//
// A day is a whole number, days since 1970-01-01; on the wire it is YYYY-MM-DD, 2000 … 2100.

import { FIRST_YEAR, NOTICES } from './calendar.mjs';

export class Reject extends Error {}
export class Undetermined extends Error {}

const invalid = () => new Reject('INVALID_INPUT');
const unpublished = () => new Undetermined('CALENDAR_NOT_PUBLISHED');

// ---- days ---------------------------------------------------------------------------------------

const DAY = 86_400_000; // milliseconds

const dayOf = (year, month, day) => Date.UTC(year, month - 1, day) / DAY;
const LAST_WRITABLE = dayOf(2100, 12, 31);
const written = (day) => new Date(day * DAY).toISOString().slice(0, 10);
const isWeekend = (day) => [2, 3].includes(day % 7); // 1970-01-01 was a Thursday

function toDay(text) {
  if (typeof text !== 'string' || !/^2\d{3}-\d{2}-\d{2}$/.test(text)) throw invalid();
  const day = dayOf(...text.split('-').map(Number));
  if (day > LAST_WRITABLE || written(day) !== text) throw invalid();
  return day;
}

/** The corresponding day so many months on, or the last of that month where there is none. */
function addMonths(day, months) {
  const date = new Date(day * DAY);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1 + months];
  return Math.min(dayOf(year, month, date.getUTCDate()), dayOf(year, month + 1, 1) - 1);
}

// ---- calendars: {from, to, kinds}, kinds of the days that depart from Monday to Friday ----------

/** What the State Council had published by that day: of two notices on a day, the later counts. */
function publishedBy(knownOn) {
  const notices = NOTICES.filter(({ issued }) => toDay(issued) <= knownOn);
  const lastYear = Math.max(FIRST_YEAR - 1, ...notices.map((each) => each.year ?? 0));
  const kinds = new Map();
  for (const { off, on = [] } of notices) {
    for (const span of off) for (const day of daysOf(span)) kinds.set(day, 'holiday');
    for (const day of on) kinds.set(toDay(day), 'makeup_workday');
  }
  return { from: dayOf(FIRST_YEAR, 1, 1), to: dayOf(lastYear, 12, 28), kinds };
}

function daysOf(span) {
  const [first, last = first] = span.split('..').map(toDay);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

const OWN = publishedBy(Infinity);
export const COVERAGE = { from: written(OWN.from), to: written(OWN.to) };

function givenCalendar(value) {
  const { from, to, days } = only(value, ['from', 'to', 'days']);
  const calendar = { from: toDay(from), to: toDay(to), kinds: new Map() };
  if (calendar.from > calendar.to || !Array.isArray(days)) throw invalid();
  for (const entry of days) {
    if (!Array.isArray(entry) || entry.length !== 2) throw invalid();
    const [day, kind] = [toDay(entry[0]), entry[1]];
    const may = kind === 'holiday' || (kind === 'makeup_workday' && isWeekend(day));
    if (!may || !covers(calendar, day) || calendar.kinds.has(day)) throw invalid();
    calendar.kinds.set(day, kind);
  }
  return calendar;
}

const covers = ({ from, to }, day) => from <= day && day <= to;

function kindOf(calendar, day) {
  if (!covers(calendar, day)) throw unpublished();
  return calendar.kinds.get(day) ?? (isWeekend(day) ? 'weekend' : 'workday');
}

const isWorkday = (calendar, day) => ['workday', 'makeup_workday'].includes(kindOf(calendar, day));

/** The nth working day from `first` on, which is counted itself. */
function nthWorkday(calendar, first, n) {
  let day = first - 1;
  for (let counted = 0; counted < n; counted += isWorkday(calendar, day)) day += 1;
  return day;
}

/** How many of the days, both ends included, are certainly worked, and how many may be. */
function count(calendar, first, last) {
  let worked = 0;
  let uncovered = 0;
  for (let day = first; day <= last; day += 1) {
    if (!covers(calendar, day)) uncovered += 1;
    else worked += isWorkday(calendar, day);
  }
  return { worked, uncovered };
}

// ---- the operations -----------------------------------------------------------------------------

const ISSUED = dayOf(2023, 9, 4);
const VALID_YEARS = 5;
const CORRESPONDING = addMonths(ISSUED, 12 * VALID_YEARS);

// 第六条：公示期不少于5个工作日. Whether the day of posting is counted is a reading.
const firstCounted = (posted, readings) =>
  posted + (readings.publicity_first_day === 'next_day' ? 1 : 0);

const whole = (least, most) => (value) => {
  if (!Number.isInteger(value) || value < least || value > most) throw invalid();
  return value;
};

const date = toDay;
const number = whole(1, 999);
const year = whole(2000, 2100);

// For each: what its input must hold, in this order, and the answer.
const OPERATIONS = {
  is_workday: {
    takes: { date },
    answer: ({ date: day }, calendar) => {
      const kind = kindOf(calendar, day);
      return { is_workday: isWorkday(calendar, day), kind };
    },
  },

  add_workdays: {
    takes: { date, n: number },
    answer: (given, calendar) => ({ date: written(nthWorkday(calendar, given.date + 1, given.n)) }),
  },

  count_workdays: {
    takes: { first: date, last: date },
    answer: ({ first, last }, calendar) => {
      if (last < first) throw invalid();
      const { worked, uncovered } = count(calendar, first, last);
      if (uncovered) throw unpublished();
      return { count: worked };
    },
  },

  publicity_period: {
    takes: { posted: date, workdays: number },
    answer: ({ posted, workdays }, calendar, readings) => {
      const last = nthWorkday(calendar, firstCounted(posted, readings), workdays);
      return { last_day: written(last), earliest_next_step: written(last + 1) };
    },
  },

  check_publicity: {
    takes: { posted: date, last: date, workdays: number },
    answer: ({ posted, last, workdays }, calendar, readings) => {
      if (last < posted) throw invalid();
      const { worked, uncovered } = count(calendar, firstCounted(posted, readings), last);
      const enough = worked >= workdays;
      if (!enough && worked + uncovered >= workdays) throw unpublished();
      return { counted: uncovered ? null : worked, enough };
    },
  },

  // 第十条：1个月内
  month_deadline: {
    takes: { event: date, months: number },
    answer: ({ event, months }, calendar, readings) => {
      const day = addMonths(event, months);
      if (day > LAST_WRITABLE) throw invalid();
      const last = readings.one_month_roll === 'none' ? day : firstWorkdayIfKnown(calendar, day);
      return { not_before: written(day), last_day: last && written(last) };
    },
  },

  // 第十三条：每年12月20日前. It does not move on a day of rest.
  funds_report_deadline: {
    takes: { year },
    answer: (given, calendar, { december_20: reading }) => ({
      last_day: written(dayOf(given.year, 12, reading === 'inclusive' ? 20 : 19)),
    }),
  },

  // 第十七条：自发布之日起施行，有效期5年
  in_force: {
    takes: { date },
    answer: ({ date: day }, calendar, { validity_last_day: reading }) => {
      const last = CORRESPONDING - (reading === 'day_before' ? 1 : 0);
      return { in_force: ISSUED <= day && day <= last, contested: day === CORRESPONDING };
    },
  },
};

function firstWorkdayIfKnown(calendar, day) {
  for (let next = day; covers(calendar, next); next += 1) {
    if (isWorkday(calendar, next)) return next;
  }
  return null;
}

/** The value, if it is an object with these keys and no others. */
function only(value, required, optional = []) {
  const isObject = value !== null && typeof value === 'object' && !Array.isArray(value);
  if (!isObject || !required.every((key) => Object.hasOwn(value, key))) throw invalid();
  if (!Object.keys(value).every((key) => [...required, ...optional].includes(key))) throw invalid();
  return value;
}

function calendarOf(input) {
  const [knownOn, given] = ['known_on', 'calendar'].map((key) => Object.hasOwn(input, key));
  if (knownOn && given) throw invalid();
  if (given) return givenCalendar(input.calendar);
  return knownOn ? publishedBy(toDay(input.known_on)) : OWN;
}

/** Answers one request; throws Reject or Undetermined. `readings` are all of them. */
export function workdays(input, readings) {
  const { op } = input;
  if (typeof op !== 'string' || !Object.hasOwn(OPERATIONS, op)) throw invalid();
  const { takes, answer } = OPERATIONS[op];
  only(input, ['op', ...Object.keys(takes)], ['known_on', 'calendar']);
  const given = Object.fromEntries(Object.entries(takes).map(([key, to]) => [key, to(input[key])]));
  return answer(given, calendarOf(input), readings);
}
