'use strict';
// Writes src/Notify.Sdk.PhoneNumbers/Tables from the packages pinned in package.json. Usage: npm run generate
const fs = require('fs'), path = require('path');
const pin = require('./package.json');
const { regions, countries, indexOf, shorts, TYPES } = require('./lib/metadata.js');
const { Pool, FREE } = require('./lib/automaton.js');
const { ofRegion, ofCountry, ofFormats, ofShortNumbers, groupsOf } = require('./lib/machines.js');
const { compileProgram } = require('./lib/regex.js');
const { TableFile, hashOf } = require('./lib/csharp.js');
const { readTimeZones } = require('./lib/timezones.js');

for (const [name, version] of Object.entries(pin.devDependencies)) {
  const found = JSON.parse(fs.readFileSync(path.join(__dirname, 'node_modules', name, 'package.json'), 'utf8')).version;
  if (found !== version) throw new Error(`${name} ${found} is installed, package.json pins ${version}. Run npm install.`);
}

// --- automata
const pool = new Pool();
const regionRoots = regions.map(r => pool.add(ofRegion(r)));
const countryRoots = new Map([...countries].map(([cc, list]) => [cc, list.length > 1 ? pool.add(ofCountry(list, regions)) : regionRoots[list[0]]]));
const main = cc => regions[countries.get(cc)[0]];
const international = r => (r.internationalFormats.length ? r.internationalFormats : r.formats);
const formatRoots = new Map([...countries.keys()].map(cc => [cc, [pool.add(ofFormats(main(cc).formats)), pool.add(ofFormats(international(main(cc))))]]));
const shortRoots = regions.map(r => (shorts[r.key] ? pool.add(ofShortNumbers(shorts[r.key])) : pool.dead));
const automata = pool.tables();

// --- programs of the prefixes
const programs = [0];
const programOf = new Map();
function program(source) {
  if (!source) return { at: 0, first: 0, groups: 0 };
  if (!programOf.has(source)) {
    const at = programs.length, { code, groups, first } = compileProgram(source, at);
    programs.push(...code);
    programOf.set(source, { at, first, groups });
  }
  return programOf.get(source);
}
const transforms = [];
function transform(rule) {
  if (!rule) return 0;
  const m = /^(\d*)\$(\d)$/.exec(rule);
  if (!m) throw new Error('unknown transform ' + rule);
  let i = transforms.indexOf(rule);
  if (i < 0) { i = transforms.length; transforms.push(rule); }
  return i + 1;
}

// --- formats
const PUNCTUATION = '-x\u2010-\u2015\u2212\u30FC\uFF0D-\uFF0F \u00A0\u00AD\u200B\u2060\u3000()\uFF08\uFF09\uFF3B\uFF3D.\\[\\]/~\u2053\u223C\uFF5E';
const bytes = [], placed = new Map(); // shared byte pool of group lists and templates
function place(list) {
  const key = list.join();
  if (!placed.has(key)) { placed.set(key, bytes.length); bytes.push(...list); }
  return placed.get(key);
}
const template = text => { // length, then characters; the group n is the byte n
  const list = [...text.replace(/\$(\d)/g, (_, n) => String.fromCharCode(+n))].map(c => c.charCodeAt(0));
  if (list.some(c => c > 126)) throw new Error('template ' + text);
  return place([list.length, ...list]);
};
const groups = pattern => { const g = groupsOf(pattern).groups; return place([g.length, ...g.flat()]); };
const records = []; // groups, national, international, RFC 3966
function addRecords(formats) {
  const base = records.length / 4;
  for (const f of formats) {
    const national = f.nationalRule ? f.format.replace(/\$\d/, g => f.nationalRule.replace('$1', g)) : f.format;
    const rfc = f.format.replace(new RegExp(`^[${PUNCTUATION}]+`), '').replace(new RegExp(`[${PUNCTUATION}]+`, 'g'), '-');
    records.push(groups(f.pattern), template(national), template(f.format), template(rfc));
  }
  return base;
}
const formatBases = new Map([...countries.keys()].map(cc => {
  const r = main(cc), nationalBase = addRecords(r.formats);
  return [cc, [nationalBase, r.internationalFormats.length ? addRecords(r.internationalFormats) : nationalBase]];
}));
const extensionPrefixes = [...new Set(regions.map(r => r.extensionPrefix).filter(Boolean))];

// --- regions
const lengths = list => list.reduce((mask, n) => { if (n === -1) return mask; if (n < 2 || n > 17) throw new Error('length ' + n); return mask | 1 << (n - 2); }, 0);
const rows = regions.flatMap((r, i) => {
  const prefix = program(r.prefix), idd = program(r.idd), cc = r.countryCode;
  return [
    cc, lengths(r.general.lengths), lengths(r.general.localLengths), regionRoots[i].entry, countryRoots.get(cc).entry,
    prefix.at, prefix.first, transform(r.transform), prefix.groups, idd.at, idd.first,
    formatRoots.get(cc)[0].entry, formatRoots.get(cc)[1].entry, formatBases.get(cc)[0], formatBases.get(cc)[1],
    r.extensionPrefix ? extensionPrefixes.indexOf(r.extensionPrefix) + 1 : 0,
  ];
});
const byCode = new Array(1000).fill(0);
for (const cc of countries.keys()) byCode[cc] = countries.get(cc)[0] + 1;
const byName = new Array(26 * 26).fill(0);
regions.forEach((r, i) => { if (r.region !== '001') byName[(r.key.charCodeAt(0) - 65) * 26 + r.key.charCodeAt(1) - 65] = i + 1; });

// --- time zones
const zones = readTimeZones();
const zoneLists = [...new Set(zones.values())].sort();
const zoneNames = [...new Set(zoneLists.flatMap(l => l.split('&')))].sort();
const zonePrefixes = [...zones.keys()].map(Number).sort((a, b) => a - b);
const zoneListWords = [], zoneListAt = zoneLists.map(l => {
  const at = zoneListWords.length, names = l.split('&').map(n => zoneNames.indexOf(n));
  zoneListWords.push(names.length, ...names);
  return at;
});

// --- example numbers
const examples = regions.flatMap((r, i) => Object.entries(r.types).filter(([, d]) => d.pattern && d.example).map(([t, d]) => [i * 16 + TYPES[t], d.example])).sort((a, b) => a[0] - b[0]);
let exampleAt = 0;
const exampleOffsets = examples.map(e => { const at = exampleAt; exampleAt += e[1].length; return at; }).concat(exampleAt);

// --- files
const file = (name, summary, fill) => { const f = new TableFile(name, summary); fill(f); return f; };
const files = [
  file('AutomatonTables', 'Automata over national numbers, see Automaton.', f => {
    f.constant('ushort', 'Free', FREE, 'Entries from here on name an offset in Vectors.');
    f.constant('ushort', 'Dead', pool.dead.entry, 'The entry that yields 0 for everything.');
    f.numbers('ushort', 'Transitions', automata.transitions, 'Ten entries for each state, by digit.');
    f.numbers('ushort', 'Outputs', automata.outputs, 'The output of a string that ends in the state.');
    f.numbers('ushort', 'Vectors', automata.vectors, 'Outputs by the number of digits left.');
  }),
  file('RegionTables', 'Regions and country codes, see Regions.', f => {
    f.constant('int', 'Count', regions.length, 'Regions, then the non-geographic codes.');
    f.constant('int', 'Stride', 16, 'Words for each region.');
    f.numbers('ushort', 'Rows', rows, 'By region: code, lengths, local lengths, automata, prefix program, first digits, transform, groups, IDD program, first digits, formats.');
    f.numbers('byte', 'ByCountryCode', byCode, '1 + index of the main region, 0 unknown.');
    f.numbers('byte', 'ByName', byName, '1 + index by the two letters, 0 unknown.');
    f.text('Names', regions.map(r => (r.region === '001' ? '00' : r.key)).join(''), 'Two letters each; 00 stands for 001.');
    f.text('ExtensionPrefixes', extensionPrefixes.map(p => p + '|').join(''), 'Preferred texts before an extension, each ended by |.');
  }),
  file('ProgramTables', 'Programs of national and international prefixes, see PrefixProgram.', f => {
    f.numbers('ushort', 'Code', programs, 'Instructions.');
    f.text('Transforms', transforms.map(t => t.replace('$', ':') + ';').join(''), 'digits : group ;');
    f.numbers('byte', 'TransformOffsets', transforms.map((_, i) => transforms.slice(0, i).join(';').length + (i ? 1 : 0)), 'Where each transform starts.');
  }),
  file('FormatTables', 'Formats, see NationalFormat.', f => {
    f.numbers('ushort', 'Records', records, 'Groups, national, international and RFC 3966 template: offsets in Bytes.');
    f.numbers('byte', 'Bytes', bytes, 'Groups (count, then least and most digits of each) and templates (length, characters; n stands for group n).');
  }),
  file('ShortNumberTables', 'Short numbers by region.', f => {
    f.numbers('ushort', 'Roots', shortRoots.map(n => n.entry), 'Automaton by region. Output: 1 valid short number, 2 emergency, 4 starts with an emergency number.');
  }),
  file('TimeZoneTables', 'Time zones by prefix.', f => {
    f.numbers('uint', 'Prefixes', zonePrefixes, 'Country code and first digits, ascending.');
    f.numbers('ushort', 'Lists', zonePrefixes.map(p => zoneLists.indexOf(zones.get(String(p)))), 'The list of each prefix.');
    f.constant('int', 'ListCount', zoneLists.length, 'Number of lists.');
    f.numbers('ushort', 'ListOffsets', zoneListAt, 'Where each list starts in ListWords.');
    f.numbers('ushort', 'ListWords', zoneListWords, 'Count, then indexes of names.');
    f.text('Names', zoneNames.map(n => n + ';').join(''), 'TZDB ids, each ended by a semicolon.');
  }),
  file('ExampleTables', 'Example numbers by region and type.', f => {
    f.numbers('ushort', 'Keys', examples.map(e => e[0]), 'Region * 16 + type, ascending.');
    f.numbers('ushort', 'Offsets', exampleOffsets, 'Where each example starts in Digits.');
    f.text('Digits', examples.map(e => e[1]).join(''), 'National numbers.');
  }),
];
const hash = hashOf(files);
const out = process.argv[2] || path.join(__dirname, '../../src/Notify.Sdk.PhoneNumbers/Tables');
fs.mkdirSync(out, { recursive: true });
files.push(file('MetadataPin', 'What the tables were compiled from; a test holds it against tools/PhoneMetadata/package.json.', f => {
  f.constant('string', 'GoogleMetadata', `"${pin.config.googleMetadata}"`, 'Version of Google\'s metadata.');
  f.constant('string', 'GoogleTimeZoneMap', `"${pin.config.googleTimeZoneMap}"`, 'Version of Google\'s time zone map.');
  f.constant('string', 'Packages', `"${Object.entries(pin.devDependencies).map(([n, v]) => n + ' ' + v).join(', ')}"`, 'Packages read.');
  f.constant('string', 'Hash', `"${hash}"`, 'SHA-256 over name and bytes of every table, by name.');
}));
for (const f of files) fs.writeFileSync(path.join(out, f.name + '.g.cs'), f.render());
console.log(`${pool.branches.length} states, ${automata.vectors.length} vector words, ${programs.length} program words, ${records.length / 4} formats, ${zonePrefixes.length} time zone prefixes, hash ${hash.slice(0, 12)}`);
