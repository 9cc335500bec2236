// Where the regulation can be read in more than one way: every reading with its options, the
// default first. The names are the kit's. Those of the register are declared and accepted; no
// answer of this implementation depends on them.

export const OPTIONS = {
  // 附件2: they change a formula
  basic_conditions: ['reviewer', 'any_item'],
  minimum_staff: ['two', 'three'],
  outdated_ledgers: ['each', 'once'],
  report_faults: ['once', 'each', 'both'],
  zero_family_void: ['part', 'row'],
  reemployment_void: ['row', 'rest'],
  unemployed_services_void: ['part', 'row'],
  key_group_void: ['row', 'rest'],
  key_group_services_void: ['part', 'row'],
  training_at_80: ['upper', 'lower'],
  satisfaction_at_75: ['upper', 'lower'],
  disputes: ['complaints_only', 'complaints_or_disputes'],
  empty_group: ['met', 'unmet', 'unknown'],

  // 附件2: they say what a fact states, and change no formula
  staff_employment: ['full_time', 'any'],
  zero_family_month: ['calendar_month', 'thirty_days'],
  unstable_member: ['ended_early', 'not_yet'],
  reemployment_group: ['registered_willing_able', 'willing_able', 'registered'],
  unemployed_services_coverage: ['offered_to_all', 'someone'],
  training_group: ['all', 'recommended'],
  assistance_frequency: ['monthly', 'once'],
  assistance_coverage: ['every_person', 'anyone'],
  complaint_window: ['thirty_six_months', 'calendar_years'],

  // working days and periods
  publicity_first_day: ['next_day', 'posting_day'],
  one_month_roll: ['next_workday', 'none'],
  december_20: ['inclusive', 'exclusive'],
  validity_last_day: ['corresponding_day', 'day_before'],

  // the register
  dismissed_objection: ['counts_as_none', 'blocks'],
  city_publicity_minimum: ['no_minimum', 'five_workdays'],
  first_recheck: ['following_year', 'same_year'],
  title_during_rename: ['kept', 'suspended'],
  rename_refused: ['kept_under_old_name', 'lapses'],
  title_during_merger: ['suspended', 'kept'],
  subsidy_first_year: ['recognition_year', 'following_year'],
  subsidy_title_on: ['payment_date', 'any_day'],
  higher_tier_exclusion: ['same_year', 'ever', 'titled'],
  merger_same_year: ['no', 'yes'],
  recovery_bar: ['for_good', 'years_audited'],
  late_payment_report: ['next_year', 'same_year'],
  fraud_after_recognition: ['article_8', 'revoked'],
  fraud_bar: ['this_application', 'permanent'],
  earlier_titles: ['kept', 'lapsed'],
};

export const DEFAULTS = Object.fromEntries(
  Object.entries(OPTIONS).map(([name, [first]]) => [name, first]),
);

export function isReadings(value) {
  return Object.entries(value).every(
    ([name, option]) => Object.hasOwn(OPTIONS, name) && OPTIONS[name].includes(option),
  );
}
