// node search.cjs SITE QUERY...: the pages that the site's own search finds, best first, as JSON.
// It runs the very scripts that search.html loads, without a browser.

const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');

const [site, ...queries] = process.argv.slice(2);
const document = { readyState: 'loading', addEventListener() {}, getElementById: () => null };
const page = vm.createContext({ document, console });
page.window = page;
const scripts = [
  '_static/documentation_options.js', '_static/doctools.js',
  '_static/searchtools.js', '_static/language_data.js', 'searchindex.js',
];
vm.runInContext('var SPHINX_HIGHLIGHT_ENABLED = false;', page);
for (const script of scripts) {
  vm.runInContext(fs.readFileSync(path.join(site, script), 'utf8'), page, { filename: script });
}
page.asked = queries;
const found = vm.runInContext(
  'asked.map((query) => Search._performSearch(...Search._parseQuery(query)).map(([page]) => page))',
  page,
);
console.log(JSON.stringify(found.map((pages) => [...new Set(pages.reverse())])));
