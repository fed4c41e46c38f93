'use strict';
// usage: node gen-shorts.js <count> <seed> > shorts.tsv
// input TAB region TAB isValidShortNumberForRegion TAB isEmergencyNumber TAB connectsToEmergencyNumber
const L = require('./lib.js');
const info = L.G.ShortNumberInfo.getInstance();
const r = L.rng(+process.argv[3]);
const source = L.G.shortnumbermetadata.countryToMetadata;
const regions = L.regions();
const FIELDS = [1, 4, 5, 27, 29, 30, 31, 33];
const patterns = region => FIELDS.map(f => source[region] && source[region][f] && source[region][f][2]).filter(p => p && p !== 'NA');
function number(region) {
  const list = patterns(region);
  const x = r();
  if (!list.length || x < .25) return String(r.int(r.pick([100, 1000, 10000, 100000, 1000000])));
  let s = L.sample(r.pick(list), r);
  if (x > .8) s = r.chance(.5) ? s + r.int(1000) : s.slice(0, -1);
  return s || '1';
}
const dressed = s => r.pick([s, s, s, s, s, s, ' ' + s, s + ' ', s.split('').join('-'), '*' + s, '+' + s, s + '#', s.slice(0, 1) + ' ' + s.slice(1)]);
const out = [];
while (out.length < +process.argv[2]) {
  const region = r.pick(regions), own = r.chance(.9) ? region : r.pick(regions), digits = number(own), text = dressed(digits);
  // ShortNumberInfo takes a parsed number for the first question; it is asked with the digits as they stand.
  const n = new L.G.PhoneNumber();
  n.setCountryCode(L.metadata.countryToMetadata[region][10]);
  let z = 0; while (z < digits.length - 1 && digits[z] === '0') z++;
  if (digits[0] === '0') { n.setItalianLeadingZero(true); if (z > 1) n.setNumberOfLeadingZeros(z); }
  n.setNationalNumber(parseInt(digits, 10));
  const valid = !text.includes('+') && info.isValidShortNumberForRegion(n, region);
  // Without a pattern for emergencies Java answers no; JavaScript takes the empty pattern for a prefix of everything.
  const emergency = source[region] && source[region][27] && source[region][27][2];
  out.push([text, region, valid ? 1 : 0, info.isEmergencyNumber(text, region) ? 1 : 0, emergency && info.connectsToEmergencyNumber(text, region) ? 1 : 0].join('\t'));
}
process.stdout.write(out.join('\n') + '\n');
