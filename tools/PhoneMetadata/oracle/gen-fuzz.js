'use strict';
// usage: node gen-fuzz.js <count> <seed> > inputs.tsv      (input TAB defaultRegion TAB category)
// Digits between pieces that lead deep into the reader: labels of extensions, contexts, prefixes, forms of other scripts.
const L = require('./lib.js');
const count = +process.argv[2], r = L.rng(+process.argv[3]);
const PIECES = ['+', '\uFF0B', '00', '011', '0', '1', '44', '49', '54 9', '15', '800', '5551', '23', '7', '650253', '2031', '(', ')', '-', ' ', '.', '/',
  '\\ x', 'x', 'X', '#', ',', ',,', ';', ';ext=', ' ext. ', 'extensio\u0301n', 'EXTENSI\u00D3N', '\u0434\u043E\u0431', '\u0414\u041E\u0411', 'anexo',
  'ANEXO', 'int', 'Int.', ';isub=', ';phone-context=', ';phone-context=+1', 'tel:', 'example.com', '\uFF11', '\u0661', '\u06F5', 'ABC', '*', '~',
  '\u00AD', '\u200B', '\t', '\uFF58', '\uFF03', '\uFF5E', '\uFF45\uFF58\uFF54', '\uFF29\uFF2E\uFF34', ':', '\uFF0E', 'xt', 'e', ' - '];
const REGIONS = [...L.regions(), 'AR', 'BR', 'JP', 'GA', 'KR', 'BS', 'IT', '001', 'ZZ'];
const seen = new Set();
while (seen.size < count) {
  let s = '';
  for (let i = 2 + r.int(9); i > 0; i--) s += r.chance(.55) ? String(r.int(r.pick([10, 1000, 1e6, 1e9]))) : r.pick(PIECES);
  seen.add(L.esc(s) + '\t' + r.pick(REGIONS) + '\tpieces');
}
process.stdout.write([...seen].join('\n') + '\n');
