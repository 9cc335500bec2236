// 附件2《张掖市市级充分就业社区认定量化评分表》 in whole numbers.
//
// A clause takes effect when `when(facts, readings)` is true; where it gives a number, that many
// times. `gives` (得/给) adds points, `takes` (扣) deducts points, `voids` (不得分) takes away: 'row'
// the whole row, 'rest' what stands without being given, 'part' only what a clause of this row did
// not give. Where the text leaves that open, `voids` names the reading that says it.
//
//   points = 0 if the row is void, else max(0, min(standard, given + standing - taken))

const HUNDRED = 100;
const QUALIFIED = 90; // 第七条：得分在90分以上
const MOST = 999_999_999; // the largest count; times 100 it is still a safe integer

/** Less than, equal to or greater than zero, as the rate is to so many percent. */
const against = ({ num, den }, percent) => num * HUNDRED - percent * den;
const below = (rate, percent) => against(rate, percent) < 0;
const above = (rate, percent) => against(rate, percent) > 0;
const exactly = (rate, percent) => against(rate, percent) === 0;

// The four items of row 1, 考核内容①–④, in the order of the text.
const ITEMS = [
  (f) => f.service_hall,
  (f) => f.office_equipment,
  (f, r) => f.qualified_staff >= { two: 2, three: 3 }[r.minimum_staff] && f.staff_stable,
  (f) => f.work_system,
];

const missing = (f, r) => ITEMS.filter((inPlace) => !inPlace(f, r)).length;

const REPORT_FAULTS = {
  once: (late, inaccurate) => late || inaccurate,
  each: (late, inaccurate) => late + inaccurate,
  both: (late, inaccurate) => late && inaccurate,
};

export const ROWS = [
  {
    row: '1', provision: 'annex2.1', standard: 20, standing: 20,
    clauses: [{ text: '其中每一项不到位扣5分', takes: 5, when: missing }],
  },
  {
    row: '2', provision: 'annex2.2', standard: 10, standing: 10,
    clauses: [
      { text: '每少一种台账或更新不及时扣3分', takes: 3, when: (f) => f.ledgers_missing },
      {
        text: '每少一种台账或更新不及时扣3分', takes: 3,
        when: (f, r) => Math.min(f.ledgers_outdated, r.outdated_ledgers === 'once' ? 1 : MOST),
      },
      {
        text: '报表不及时不准确扣5分', takes: 5,
        when: (f, r) => REPORT_FAULTS[r.report_faults](!f.reports_timely, !f.reports_accurate),
      },
    ],
  },
  {
    row: '3.1', provision: 'annex2.3.1', standard: 10, standing: 5,
    clauses: [
      { text: '动态消除零就业家庭得5分', gives: 5, when: (f) => !below(f.zero_families, 100) },
      {
        text: '未按时消除零就业家庭的不得分', voids: 'zero_family_void',
        when: (f) => below(f.zero_families, 100),
      },
      { text: '提供服务但没有记载的扣3分', takes: 3, when: (f) => !f.zero_family_service_recorded },
      {
        text: '零就业家庭成员未实现半年以上稳定就业的，存在一人扣5分', takes: 5,
        when: (f) => f.zero_family_members_unstable,
      },
    ],
  },
  {
    // The standard points are blank in the table: 40 − (10 + 5 + 6 + 4 + 5) = 10.
    row: '3.2', provision: 'annex2.3.2', standard: 10, standing: 4,
    clauses: [
      { text: '存在未登记一人扣3分', takes: 3, when: (f) => f.unregistered_unemployed },
      {
        text: '失业人员参加职业培训、职业指导等就业服务的，给6分', gives: 6,
        when: (f) => f.unemployed_services_provided,
      },
      {
        text: '否则不得分', voids: 'unemployed_services_void',
        when: (f) => !f.unemployed_services_provided,
      },
      {
        text: '失业人员再就业率低于90%不得分', voids: 'reemployment_void',
        when: (f) => below(f.reemployment, 90),
      },
    ],
  },
  {
    row: '3.3', provision: 'annex2.3.3', standard: 5, standing: 5,
    clauses: [
      { text: '低于95%不得分', voids: 'row', when: (f) => below(f.hard_to_employ_employment, 95) },
    ],
  },
  {
    row: '3.4', provision: 'annex2.3.4', standard: 6, standing: 6,
    clauses: [
      {
        text: '每项低于考核要求扣3分', takes: 3,
        when: (f) => below(f.disabled_registration, 90) + below(f.disabled_employment, 90),
      },
    ],
  },
  {
    row: '3.5', provision: 'annex2.3.5', standard: 4, standing: 4,
    clauses: [{ text: '低于100%不得分', voids: 'row', when: (f) => below(f.retiree_service, 100) }],
  },
  {
    row: '3.6', provision: 'annex2.3.6', standard: 5, standing: 2,
    clauses: [
      {
        text: '重点群体得到及时登记并为其提供就业服务的给3分', gives: 3,
        when: (f) => f.key_groups_served,
      },
      { text: '否则不得分', voids: 'key_group_services_void', when: (f) => !f.key_groups_served },
      {
        text: '重点群体就业目标任务未完成不得分', voids: 'key_group_void',
        when: (f) => !f.key_groups_target_met,
      },
    ],
  },
  {
    row: '4.1', provision: 'annex2.4.1', standard: 5, standing: 0,
    clauses: [
      { text: '困难人员参加培训率高于90%得5分', gives: 5, when: (f) => above(f.training, 90) },
      {
        text: '80-90%的得3分', gives: 3,
        when: (f, r) => !above(f.training, 90) && fromEighty(f, r),
      },
      {
        text: '50%-80%得1分', gives: 1,
        when: (f, r) => !below(f.training, 50) && !fromEighty(f, r),
      },
    ],
  },
  {
    row: '4.2', provision: 'annex2.4.2', standard: 5, standing: 5,
    clauses: [
      { text: '未提供服务的不得分', voids: 'row', when: (f) => !f.assistance_provided },
      { text: '提供服务无记录扣2分', takes: 2, when: (f) => !f.assistance_recorded },
    ],
  },
  {
    row: '4.3', provision: 'annex2.4.3', standard: 5, standing: 5,
    clauses: [
      { text: '未提供服务的不得分', voids: 'row', when: (f) => !f.tracking_provided },
      { text: '提供服务无记录扣2分', takes: 2, when: (f) => !f.tracking_recorded },
    ],
  },
  {
    row: '5.1', provision: 'annex2.5.1', standard: 5, standing: 0,
    clauses: [
      { text: '抽样调查满意率达到90%的得5分', gives: 5, when: (f) => !below(f.satisfaction, 90) },
      {
        text: '低于90%高于75%的得3分', gives: 3,
        when: (f, r) => below(f.satisfaction, 90) && fromSeventyFive(f, r),
      },
    ],
  },
  {
    row: '5.2', provision: 'annex2.5.2', standard: 5, standing: 5,
    clauses: [{ text: '工作无记录的不得分', voids: 'row', when: (f) => !f.policy_work_recorded }],
  },
  {
    row: '5.3', provision: 'annex2.5.3', standard: 5, standing: 5,
    clauses: [
      {
        text: '存在有效投诉不得分', voids: 'row',
        when: (f, r) =>
          f.valid_complaints > 0 || (r.disputes !== 'complaints_only' && f.major_disputes > 0),
      },
    ],
  },
];

function fromEighty({ training }, { training_at_80: at80 }) {
  return above(training, 80) || (exactly(training, 80) && at80 === 'upper');
}

function fromSeventyFive({ satisfaction }, { satisfaction_at_75: at75 }) {
  return above(satisfaction, 75) || (exactly(satisfaction, 75) && at75 === 'upper');
}

/** The points of one row, all facts known. */
function points({ standard, standing, clauses }, facts, readings) {
  let sum = 0;
  let stands = standing;
  for (const { gives = 0, takes = 0, voids, when } of clauses) {
    const times = Number(when(facts, readings));
    sum += times * (gives - takes);
    const scope = times && (readings[voids] ?? voids);
    if (scope === 'row') return 0;
    if (scope === 'rest') stands = 0;
  }
  return Math.max(0, Math.min(standard, sum + stands));
}

// ---- the facts ----------------------------------------------------------------------------------

const isCount = (value) => Number.isInteger(value) && value >= 0 && value <= MOST;

const isRate = (value) =>
  value !== null &&
  typeof value === 'object' &&
  Object.keys(value).length === 2 &&
  isCount(value.num) &&
  isCount(value.den) &&
  value.num <= value.den;

// What a fact may be, and its values that are worst and best for the community. No clause is the
// other way round, so a row with unknown facts is worth least with all of them at their worst, and
// most with all at their best: the bounds are exact, and so is the verdict.
const NONE = { num: 0, den: 1 };
const ALL = { num: 1, den: 1 };
const YES = { valid: (value) => typeof value === 'boolean', worst: false, best: true };
const FAULTS = { valid: isCount, worst: MOST, best: 0 };
const STAFF = { valid: isCount, worst: 0, best: MOST };
const RATE = { valid: isRate, worst: NONE, best: ALL };
const SURVEY = { ...RATE, valid: (value) => isRate(value) && value.den > 0 };

export const FACTS = {
  basic_conditions_met: YES,
  service_hall: YES,
  office_equipment: YES,
  qualified_staff: STAFF,
  staff_stable: YES,
  work_system: YES,
  ledgers_missing: FAULTS,
  ledgers_outdated: FAULTS,
  reports_timely: YES,
  reports_accurate: YES,
  zero_families: RATE,
  zero_family_service_recorded: YES,
  zero_family_members_unstable: FAULTS,
  unregistered_unemployed: FAULTS,
  unemployed_services_provided: YES,
  reemployment: RATE,
  hard_to_employ_employment: RATE,
  disabled_registration: RATE,
  disabled_employment: RATE,
  retiree_service: RATE,
  key_groups_served: YES,
  key_groups_target_met: YES,
  training: RATE,
  assistance_provided: YES,
  assistance_recorded: YES,
  tracking_provided: YES,
  tracking_recorded: YES,
  satisfaction: SURVEY,
  policy_work_recorded: YES,
  valid_complaints: FAULTS,
  major_disputes: FAULTS,
};

export function isFacts(facts) {
  return Object.entries(facts).every(
    ([name, value]) => Object.hasOwn(FACTS, name) && (value === null || FACTS[name].valid(value)),
  );
}

/** All facts known: the unknown ones at their `end`, 'worst' or 'best'. */
function complete(facts, readings, end) {
  const emptyGroup = { met: ALL, unmet: NONE, unknown: null }[readings.empty_group];
  const settle = (fact) => (fact?.den === 0 ? emptyGroup : fact);
  return Object.fromEntries(
    Object.entries(FACTS).map(([name, kind]) => [name, settle(facts[name]) ?? kind[end]]),
  );
}

// ---- the sheet ----------------------------------------------------------------------------------

// 不符合基本条件的不能参与市级充分就业社区认定
function isEligible(facts, readings) {
  const barred = readings.basic_conditions === 'any_item' && missing(facts, readings) > 0;
  return facts.basic_conditions_met && !barred;
}

/** The sheet at one end: eligible or not, and the points of every row. */
function sheet(facts, readings, end) {
  const known = complete(facts, readings, end);
  const rows = ROWS.map((row) => points(row, known, readings));
  const total = rows.reduce((sum, each) => sum + each, 0);
  const eligible = isEligible(known, readings);
  return { eligible, rows, total, qualified: eligible && total >= QUALIFIED };
}

/** Scores facts that `isFacts`; `readings` are all of them. */
export function score(facts, readings) {
  const low = sheet(facts, readings, 'worst');
  const high = sheet(facts, readings, 'best');
  return {
    eligible: low.eligible === high.eligible ? low.eligible : null,
    low: low.total,
    high: high.total,
    verdict: verdict(low.qualified, high.qualified),
    rows: Object.fromEntries(ROWS.map(({ row }, i) => [row, [low.rows[i], high.rows[i]]])),
  };
}

function verdict(certain, possible) {
  if (certain) return 'qualified';
  return possible ? 'undetermined' : 'not_qualified';
}
