// Typed attribute values: reading what was typed, ordering, filtering and wording them. Pure: no DOM, no network.

/**
 * @typedef {{id: string, name: string, type: "text"|"number"|"boolean"|"date"|"choice", choices?: string[]}} Attribute
 * @typedef {string|number|boolean|null|undefined} Value
 * @typedef {{ok: true, value: Value} | {ok: false, problem: "number"|"number-ambiguous"|"date"|"choice"|"boolean"|"required"}} Parsed
 */

const SPACES = /[\s\u00a0\u202f\u2009']/gu;
const LONG_DATE = /^(\d{4})-(\d{1,2})-(\d{1,2})$/u;
const DOTTED_DATE = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/u;

/**
 * Reads what a person typed into an attribute of this type. An empty text clears the value.
 * @param {Attribute} attribute
 * @param {string} typed
 * @param {string} language the reader's language: decides between decimal comma and decimal point
 * @returns {Parsed}
 */
export function parseValue(attribute, typed, language) {
  const text = typed.trim();
  if (text === "") return { ok: true, value: null };
  switch (attribute.type) {
    case "number": return parseNumber(text, language);
    case "date": return parseDate(text);
    case "boolean": return parseBoolean(text);
    case "choice": return parseChoice(text, attribute.choices ?? []);
    default: return { ok: true, value: text };
  }
}

/** @param {string} text @param {string} language @returns {Parsed} */
export function parseNumber(text, language) {
  const bare = text.replace(SPACES, "").replace(/^[\u2212\u2013]/u, "-");
  if (/^-?\d+$/u.test(bare)) return { ok: true, value: Number(bare) };
  const isEnglish = language.startsWith("en");
  const decimal = isEnglish ? "." : ",";
  const grouping = isEnglish ? "," : ".";
  const grouped = new RegExp(`^-?\\d{1,3}([${grouping}]\\d{3})+([${decimal}]\\d+)?$`, "u");
  if (grouped.test(bare)) {
    // "45.891" is forty-five thousand to one reader and forty-five point nine to another: never guess.
    const groups = bare.split(grouping).length - 1;
    if (!isEnglish && groups === 1 && !bare.includes(decimal)) return { ok: false, problem: "number-ambiguous" };
    return { ok: true, value: Number(bare.replaceAll(grouping, "").replace(decimal, ".")) };
  }
  const plain = bare.replace(decimal, ".");
  if (/^-?\d*\.\d+$/u.test(plain)) return { ok: true, value: Number(plain) };
  return { ok: false, problem: "number" };
}

/** @param {string} text @returns {Parsed} the value is YYYY-MM-DD */
export function parseDate(text) {
  const long = LONG_DATE.exec(text);
  const dotted = DOTTED_DATE.exec(text);
  const parts = long ? [long[1], long[2], long[3]] : dotted ? [dotted[3], dotted[2], dotted[1]] : null;
  if (!parts) return { ok: false, problem: "date" };
  const [year, month, day] = parts.map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal ? { ok: true, value: date.toISOString().slice(0, 10) } : { ok: false, problem: "date" };
}

/** @param {string} text @returns {Parsed} */
function parseBoolean(text) {
  const word = text.toLocaleLowerCase();
  if (["ja", "yes", "true", "1", "sann"].includes(word)) return { ok: true, value: true };
  if (["nei", "no", "false", "0", "usann"].includes(word)) return { ok: true, value: false };
  return { ok: false, problem: "boolean" };
}

/** @param {string} text @param {string[]} choices @returns {Parsed} */
function parseChoice(text, choices) {
  const found = choices.find((choice) => fold(choice) === fold(text));
  return found === undefined ? { ok: false, problem: "choice" } : { ok: true, value: found };
}

/**
 * The value in the reader's manner; empty text where there is none.
 * @param {Attribute} attribute
 * @param {Value} value
 * @param {string} language
 * @param {{yes: string, no: string}} words
 */
export function formatValue(attribute, value, language, words) {
  if (isMissing(value)) return "";
  if (attribute.type === "boolean") return isTrue(value) ? words.yes : words.no;
  if (attribute.type === "number") return new Intl.NumberFormat(language, { maximumFractionDigits: 6 }).format(Number(value));
  if (attribute.type === "date") return formatDate(String(value), language);
  return String(value);
}

/** @param {string} iso @param {string} language */
export function formatDate(iso, language) {
  const date = new Date(`${iso.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return iso;
  return new Intl.DateTimeFormat(language, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format(date);
}

/**
 * The value as text to edit: what `parseValue` reads back to the same value.
 * @param {Attribute} attribute @param {Value} value @param {string} language
 */
export function editText(attribute, value, language) {
  if (isMissing(value)) return "";
  if (attribute.type === "number") return String(value).replace(".", language.startsWith("en") ? "." : ",");
  return String(value);
}

/**
 * Orders two values of an attribute; missing ones come last whatever the direction.
 * @param {Attribute} attribute @param {Value} a @param {Value} b
 * @param {"up"|"down"} direction @param {Intl.Collator} collator
 */
export function compareValues(attribute, a, b, direction, collator) {
  if (isMissing(a) || isMissing(b)) return Number(isMissing(a)) - Number(isMissing(b));
  const sign = direction === "down" ? -1 : 1;
  if (attribute.type === "number") return sign * (Number(a) - Number(b));
  if (attribute.type === "boolean") return sign * (Number(isTrue(a)) - Number(isTrue(b)));
  if (attribute.type === "choice" && attribute.choices?.length) {
    return sign * (attribute.choices.indexOf(String(a)) - attribute.choices.indexOf(String(b)));
  }
  return sign * collator.compare(String(a), String(b));
}

/**
 * Does a value pass a filter? Numbers and dates take `> 5`, `<= 5`, `= 5`, `5..9`; booleans and choices an exact value;
 * text what it contains. `-` alone means "no value". A filter that cannot be read passes everything.
 * @param {Attribute} attribute @param {Value} value @param {string} filter @param {string} language
 */
export function passesFilter(attribute, value, filter, language) {
  const wanted = filter.trim();
  if (wanted === "") return true;
  if (wanted === "-") return isMissing(value);
  if (attribute.type === "boolean") return !isMissing(value) && String(isTrue(value)) === wanted;
  if (attribute.type === "choice") return !isMissing(value) && String(value) === wanted;
  if (attribute.type === "number" || attribute.type === "date") {
    const test = readRange(attribute, wanted, language);
    return test === null || (!isMissing(value) && test(attribute.type === "number" ? Number(value) : String(value)));
  }
  return !isMissing(value) && fold(String(value)).includes(fold(wanted));
}

/**
 * @param {Attribute} attribute @param {string} filter @param {string} language
 * @returns {null | ((value: number|string) => boolean)} null where the filter cannot be read
 */
export function readRange(attribute, filter, language) {
  const read = (/** @type {string} */ text) => {
    const parsed = parseValue(attribute, text, language);
    return parsed.ok && parsed.value !== null ? /** @type {number|string} */ (parsed.value) : null;
  };
  const range = /^(.+?)\s*(?:\.\.|–)\s*(.+)$/u.exec(filter);
  if (range) {
    const low = read(range[1]);
    const high = read(range[2]);
    return low === null || high === null ? null : (value) => value >= low && value <= high;
  }
  const compared = /^(>=|<=|≥|≤|>|<|=)?\s*(.+)$/u.exec(filter);
  const bound = compared ? read(compared[2]) : null;
  if (!compared || bound === null) {
    const year = attribute.type === "date" ? /^(=)?\s*(\d{4})(-\d{2})?$/u.exec(filter) : null;
    return year ? (value) => String(value).startsWith(year[2] + (year[3] ?? "")) : null;
  }
  switch (compared[1]) {
    case ">": return (value) => value > bound;
    case "<": return (value) => value < bound;
    case ">=": case "≥": return (value) => value >= bound;
    case "<=": case "≤": return (value) => value <= bound;
    default: return (value) => value === bound;
  }
}

/** @param {Value} value */
export function isMissing(value) {
  return value === null || value === undefined || value === "";
}

/** @param {Value} value */
export function isTrue(value) {
  return value === true || value === "true";
}

/** Lower case without marks over letters, so that "Østensjø" is found as typed and "cafe" finds "café". @param {string} text */
export function fold(text) {
  return text.toLocaleLowerCase().normalize("NFD").replace(/\p{Mn}/gu, "");
}
