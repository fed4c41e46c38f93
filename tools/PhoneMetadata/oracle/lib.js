'use strict';
// Shared helpers: seeded RNG, metadata reader (google-libphonenumber's embedded PhoneMetadata arrays), regex sampler.
const path = 'google-libphonenumber';
const G = require(path);
const util = G.PhoneNumberUtil.getInstance();
const PNF = G.PhoneNumberFormat;
function rng(seed) { // mulberry32
  let a = seed >>> 0;
  const f = () => { a = (a + 0x6D2B79F5) >>> 0; let t = a; t = Math.imul(t ^ (t >>> 15), t | 1); t ^= t + Math.imul(t ^ (t >>> 7), t | 61); return ((t ^ (t >>> 14)) >>> 0) / 4294967296; };
  f.int = n => Math.floor(f() * n);
  f.pick = arr => arr[f.int(arr.length)];
  f.chance = p => f() < p;
  return f;
}
// proto field numbers (phonemetadata.proto)
const DESC = { general: 1, fixedLine: 2, mobile: 3, tollFree: 4, premiumRate: 5, sharedCost: 6, personal: 7, voip: 8, pager: 21, uan: 25, noIntl: 24, voicemail: 28 };
const F = { id: 9, cc: 10, idd: 11, np: 12, ext: 13, npParse: 15, npTransform: 16, sameMobFixed: 18, fmt: 19, intlFmt: 20, mainCountry: 22, leading: 23, prefIdd: 17 };
const metadata = G.metadata;
function desc(meta, n) { const d = meta[n]; if (!d) return null; const pat = d[2]; if (!pat || pat === 'NA') return null; return { pattern: pat, example: d[6], lengths: d[9] || null, local: d[10] || null }; }
function regions() { return Object.keys(metadata.countryToMetadata).filter(r => /^[A-Z]{2}$/.test(r)).sort(); }
function nongeo() { return Object.keys(metadata.countryToMetadata).filter(r => /^\d+$/.test(r)).sort(); }
// --- regex sampler for the subset used in the metadata
const cache = new Map();
function parseRe(s) { let i = 0;
  function alt() { const as = [seq()]; while (s[i] === '|') { i++; as.push(seq()); } return as.length === 1 ? as[0] : { t: 'alt', as }; }
  function seq() { const xs = []; while (i < s.length && s[i] !== '|' && s[i] !== ')') { let a = atom(); if (a) { a = quant(a); xs.push(a); } } return { t: 'seq', xs }; }
  function quant(a) { let lo = 1, hi = 1; if (s[i] === '?') { lo = 0; i++; } else if (s[i] === '*') { lo = 0; hi = 3; i++; } else if (s[i] === '+') { hi = 3; i++; } else if (s[i] === '{') { const m = /^\{(\d+)(?:,(\d*))?\}/.exec(s.slice(i)); lo = +m[1]; hi = m[2] === undefined ? lo : m[2] === '' ? lo + 3 : +m[2]; i += m[0].length; } else return a; return { t: 'rep', a, lo, hi }; }
  function atom() { const c = s[i];
    if (c === '(') { i++; if (s.startsWith('?:', i)) i += 2; else if (s.startsWith('?!', i) || s.startsWith('?=', i)) { i += 2; alt(); i++; return { t: 'seq', xs: [] }; } const r = alt(); i++; return r; }
    if (c === '[') { let j = i + 1, set = ''; while (s[j] !== ']') { if (s[j] === '\\') { set += '0123456789'; j += 2; continue; } if (s[j + 1] === '-' && s[j + 2] !== ']') { for (let k = s.charCodeAt(j); k <= s.charCodeAt(j + 2); k++) set += String.fromCharCode(k); j += 3; } else set += s[j++]; } i = j + 1; return { t: 'set', set }; }
    if (c === '\\') { i += 2; return { t: 'set', set: s[i - 1] === 'd' ? '0123456789' : s[i - 1] }; }
    if (c === '^' || c === '$') { i++; return null; }
    i++; return { t: 'set', set: c }; }
  return alt(); }
function gen(n, r) { switch (n.t) { case 'set': return n.set[r.int(n.set.length)]; case 'seq': { let o = ''; for (const x of n.xs) o += gen(x, r); return o; } case 'alt': return gen(n.as[r.int(n.as.length)], r); case 'rep': { const k = n.lo + r.int(n.hi - n.lo + 1); let o = ''; for (let j = 0; j < k; j++) o += gen(n.a, r); return o; } } }
function sample(pattern, r) { let p = cache.get(pattern); if (!p) { p = parseRe(pattern); cache.set(pattern, p); } return gen(p, r); }
function mkNumber(cc, nsn) { const n = new G.PhoneNumber(); n.setCountryCode(cc); let z = 0; while (z < nsn.length - 1 && nsn[z] === '0') z++; if (nsn[0] === '0') { n.setItalianLeadingZero(true); if (z > 1) n.setNumberOfLeadingZeros(z); } n.setNationalNumber(parseInt(nsn, 10)); return n; }
function esc(s) { return s.replace(/\\/g, '\\\\').replace(/\t/g, '\\t').replace(/\n/g, '\\n').replace(/\r/g, '\\r').replace(/\u2028/g, '\\u2028').replace(/\u2029/g, '\\u2029').replace(/\u0085/g, '\\u0085').replace(/\v/g, '\\u000b').replace(/\f/g, '\\u000c').replace(/\0/g, '\\u0000'); }
module.exports = { G, util, PNF, rng, DESC, F, metadata, desc, regions, nongeo, sample, mkNumber, esc };
