// How good a page found is. Of pages which have the words alike, those to be read come before those
// to be looked up; what is made to be sent or checked, and repeats the words of others, comes last.
Scorer.score = ([page, , , , points]) => {
  if (/^(请示|changelog|law\/(tests|vectors))$/.test(page)) return points / 4;
  const better = [/^(guide|howto)\/|^quickstart$/, /^fundamentals\//, /^law\//, /^reference\//];
  const place = better.findIndex((pages) => pages.test(page));
  return points + (place < 0 ? 0 : better.length - place);
};
