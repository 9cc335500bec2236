// A JSON reader that sees what JSON.parse hides: a key that comes twice, and 1.0 or 1e2 for 1.
//
// JSON.parse decides whether the text is JSON at all (it takes any depth, and no NaN). The text is
// then known to be well-formed, so one walk over its tokens is enough to find the rest.

/**
 * Reads one text; throws SyntaxError if it is no JSON. Gives
 *   value      what JSON.parse gives,
 *   sloppy     true if any key comes twice in its object, or any number has a point or an exponent,
 *   repeated   the keys that come twice in the outermost object,
 *   raw        the text of each plain value (not a list or an object) in the outermost object.
 */
export function read(text) {
  const found = { value: JSON.parse(text), sloppy: false, repeated: new Set(), raw: new Map() };
  const open = []; // for each open bracket the set of its keys; that of a list stays empty
  let key = '';
  let last = '';
  for (const token of tokens(text)) {
    if (token === '{' || token === '[') {
      open.push(new Set());
    } else if (token === '}' || token === ']') {
      open.pop();
    } else if (token === ':') {
      key = JSON.parse(last);
      noteKey(found, open, key);
    } else if (isFloat(token)) {
      found.sloppy = true;
    }
    if (last === ':' && open.length === 1) found.raw.set(key, token);
    last = token;
  }
  return found;
}

function noteKey(found, open, key) {
  const keys = open.at(-1);
  if (keys.has(key)) {
    found.sloppy = true;
    if (open.length === 1) found.repeated.add(key);
  }
  keys.add(key);
}

const isFloat = (token) => /^[-\d].*[.eE]/.test(token);

/** The tokens of a well-formed text: brackets, commas, colons, strings with their quotes, words. */
function* tokens(text) {
  const plain = /\s+|[{}[\],:]|[^\s{}[\],:"]+/y;
  for (let at = 0; at < text.length; ) {
    plain.lastIndex = at;
    const end = plain.test(text) ? plain.lastIndex : endOfString(text, at);
    const token = text.slice(at, end);
    if (token.trim()) yield token;
    at = end;
  }
}

function endOfString(text, at) {
  for (at += 1; text[at] !== '"'; at += 1) {
    if (text[at] === '\\') at += 1;
  }
  return at + 1;
}
