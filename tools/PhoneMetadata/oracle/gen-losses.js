'use strict';
// usage: node gen-losses.js < corpus.tsv > losses.tsv
// The valid numbers of a corpus that Google itself does not read again from one of its own forms, read in the number's
// region: input TAB default region TAB form. Extensions that no form carries (E.164) do not count.
const { G, util, PNF } = require('./lib.js');
const unesc = s => s.replace(/\\(\\|t|n|r|u[0-9a-fA-F]{4})/g, (_, c) => c === '\\' ? '\\' : c === 't' ? '\t' : c === 'n' ? '\n' : c === 'r' ? '\r' : String.fromCharCode(parseInt(c.slice(1), 16)));
const FORMS = [['E164', PNF.E164], ['International', PNF.INTERNATIONAL], ['National', PNF.NATIONAL], ['Rfc3966', PNF.RFC3966]];
const e164 = n => util.format(n, PNF.E164), ext = n => n.getExtension() || '';
for (const line of require('fs').readFileSync(0, 'utf8').split('\n')) {
  const [input, region, , , valid] = line.split('\t');
  if (valid !== '1') continue;
  const n = util.parse(unesc(input), region === 'ZZ' ? undefined : region);
  for (const [name, form] of FORMS) {
    let again = null;
    try { again = util.parse(util.format(n, form), util.getRegionCodeForNumber(n) || undefined); } catch (e) { /* lost */ }
    if (!again || e164(again) !== e164(n) || (name !== 'E164' && ext(again) !== ext(n))) console.log([input, region, name].join('\t'));
  }
}
