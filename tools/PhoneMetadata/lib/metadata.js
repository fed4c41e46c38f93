'use strict';
// Reads the arrays of google-libphonenumber by their protocol buffer field numbers.
const library = require('google-libphonenumber');

const TYPES = { FixedLine: 1, Mobile: 2, FixedLineOrMobile: 3, TollFree: 4, PremiumRate: 5, SharedCost: 6, Voip: 7, PersonalNumber: 8, Pager: 9, Uan: 10, Voicemail: 11 };
const FIELD = { FixedLine: 2, Mobile: 3, TollFree: 4, PremiumRate: 5, SharedCost: 6, PersonalNumber: 7, Voip: 8, Pager: 21, Uan: 25, Voicemail: 28 };
// Google's order of decision
const SPECIAL = ['PremiumRate', 'TollFree', 'SharedCost', 'Voip', 'PersonalNumber', 'Pager', 'Uan', 'Voicemail'];

function description(array) {
  const lengths = (array && array[9]) || [];
  const pattern = array && array[2];
  return { pattern: pattern && pattern !== 'NA' ? pattern : null, lengths, localLengths: (array && array[10]) || [], example: array && array[6] };
}
function readFormat(f) {
  const leading = f[3] || [];
  return { pattern: f[1], format: f[2], leading: leading.length ? leading[leading.length - 1] : null, nationalRule: f[4] || null };
}
function read(key, m) {
  const types = {};
  for (const t of Object.keys(FIELD)) types[t] = description(m[FIELD[t]]);
  return {
    key, region: /^\d/.test(key) ? '001' : key, countryCode: m[10], general: description(m[1]), types,
    sameMobileAndFixed: !!m[18], leadingDigits: m[23] || null, idd: m[11] || null,
    prefix: m[15] || null, transform: m[16] || null, nationalPrefix: m[12] || null, extensionPrefix: m[13] || null,
    formats: (m[19] || []).map(readFormat), internationalFormats: (m[20] || []).map(readFormat),
  };
}
const source = library.metadata.countryToMetadata;
const regions = Object.keys(source).filter(k => /^[A-Z]{2}$/.test(k)).sort().concat(Object.keys(source).filter(k => /^\d+$/.test(k)).sort()).map(k => read(k, source[k]));
const indexOf = new Map(regions.map((r, i) => [r.key, i]));
// country code -> indexes, main region first; a non-geographic code is its own entry
const countries = new Map(Object.entries(library.metadata.countryCodeToRegionCodeMap)
  .map(([cc, list]) => [+cc, list.map(r => indexOf.get(r === '001' ? cc : r))]));

const shorts = {};
for (const [k, m] of Object.entries(library.shortnumbermetadata.countryToMetadata))
  shorts[k] = { general: description(m[1]), emergency: description(m[27]), shortCode: description(m[29]) };

module.exports = { library, regions, indexOf, countries, shorts, TYPES, SPECIAL };
