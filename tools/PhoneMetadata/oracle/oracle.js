'use strict';
// usage: node oracle.js < inputs.tsv > corpus.tsv
// in: input(escaped) TAB defaultRegion      out: the columns in README.md
const { G, util, PNF } = require('./lib.js');
const E = {}; for (const k of Object.keys(G.Error)) E[G.Error[k]] = k;
const T = {}; for (const k of Object.keys(G.PhoneNumberType)) T[G.PhoneNumberType[k]] = k;
const V = {}; for (const k of Object.keys(G.PhoneNumberUtil.ValidationResult)) V[G.PhoneNumberUtil.ValidationResult[k]] = k;
const L = require('./lib.js');
const unesc = s => s.indexOf('\\') < 0 ? s : s.replace(/\\(\\|t|n|r|u[0-9a-fA-F]{4})/g, (_, c) => c === '\\' ? '\\' : c === 't' ? '\t' : c === 'n' ? '\n' : c === 'r' ? '\r' : String.fromCharCode(parseInt(c.slice(1), 16)));
function line(inp, reg) {
  let n; const s = unesc(inp);
  try { n = util.parse(s, reg === 'ZZ' ? undefined : reg); }
  catch (e) { const k = E[e.message]; if (!k) throw new Error('unknown error ' + e.message + ' for ' + inp); return [inp, reg, k, '-', '-', '-', '-', '-', '-', '-', '-', '-', '-', '-']; }
  const valid = util.isValidNumber(n);
  return [inp, reg, util.format(n, PNF.E164), util.isPossibleNumber(n) ? 1 : 0, valid ? 1 : 0, T[util.getNumberType(n)], util.getRegionCodeForNumber(n) || '-',
    L.esc(util.format(n, PNF.INTERNATIONAL)), L.esc(util.format(n, PNF.NATIONAL)), L.esc(util.format(n, PNF.RFC3966)), n.getExtension() || '-', V[util.isPossibleNumberWithReason(n)], util.getNationalSignificantNumber(n), reg === 'ZZ' ? 0 : (util.isValidNumberForRegion(n, reg) ? 1 : 0)];
}
module.exports = { line };
if (require.main === module) {
  const rl = require('readline').createInterface({ input: process.stdin, crlfDelay: Infinity });
  let buf = []; rl.on('line', l => { const [i, r] = l.split('\t'); buf.push(line(i, r).join('\t')); if (buf.length > 5000) { process.stdout.write(buf.join('\n') + '\n'); buf = []; } });
  rl.on('close', () => { if (buf.length) process.stdout.write(buf.join('\n') + '\n'); });
}
