'use strict';
// The automata: which type and region a national number has, which format it takes, which short number it is.
const { dfa } = require('./regex.js');
const { TYPES, SPECIAL } = require('./metadata.js');

const DEAD = -1, HELD = -2; // HELD: a prefix matched, whatever follows

// A set of patterns walked side by side: whole patterns and prefix patterns.
class Walk {
  constructor() { this.parts = []; this.index = new Map(); }
  add(source, prefix) {
    if (!source) return -1;
    const key = (prefix ? '^' : '=') + source;
    if (!this.index.has(key)) { this.index.set(key, this.parts.length); this.parts.push({ dfa: dfa(source), prefix }); }
    return this.index.get(key);
  }
  settle(part, s) { return part.prefix && part.dfa.accepts(s) ? HELD : s; }
  get start() { return this.parts.map(p => this.settle(p, p.dfa.start)); }
  next(state, digit) { return state.map((s, k) => s < 0 ? s : this.settle(this.parts[k], this.parts[k].dfa.next(s, digit))); }
  matches(state, k) { return k >= 0 && (state[k] === HELD || (state[k] >= 0 && this.parts[k].dfa.accepts(state[k]))); }
  settled(state) { return state.every(s => s < 0); }
}
const machine = (walk, output) => ({
  start: walk.start,
  next: (s, d) => walk.next(s, d),
  output,
  settled: s => walk.settled(s),
});

function describe(walk, r) {
  const part = d => ({ k: walk.add(d.pattern, false), lengths: d.lengths });
  const types = Object.fromEntries(Object.entries(r.types).map(([t, d]) => [t, part(d)]));
  const general = part(r.general);
  const matches = (s, depth, p) => (!p.lengths.length || p.lengths.includes(depth)) && walk.matches(s, p.k);
  return {
    general: s => walk.matches(s, general.k),
    type(s, depth) {
      if (!matches(s, depth, general)) return 0;
      for (const t of SPECIAL) if (matches(s, depth, types[t])) return TYPES[t];
      if (matches(s, depth, types.FixedLine))
        return r.sameMobileAndFixed || matches(s, depth, types.Mobile) ? TYPES.FixedLineOrMobile : TYPES.FixedLine;
      return !r.sameMobileAndFixed && matches(s, depth, types.Mobile) ? TYPES.Mobile : 0;
    },
  };
}
// output: type | general pattern matches << 4
function ofRegion(r) {
  const walk = new Walk(), d = describe(walk, r);
  return machine(walk, (s, depth) => d.type(s, depth) | (d.general(s) ? 16 : 0));
}
// output: type in the region found | general pattern of the main region matches << 4 | (index of the region found + 1) << 5
function ofCountry(list, regions) {
  const walk = new Walk();
  const members = list.map(i => ({ i, ...describe(walk, regions[i]), leading: regions[i].leadingDigits && walk.add(regions[i].leadingDigits, true) }));
  return machine(walk, (s, depth) => {
    const general = members[0].general(s) ? 16 : 0;
    for (const m of members) {
      const type = m.type(s, depth);
      if (m.leading === null ? type !== 0 : walk.matches(s, m.leading)) return type | general | (m.i + 1) << 5;
    }
    return general;
  });
}
// output: 1 + index of the first format that takes the number, 0 none. Patterns of formats only count digits.
function ofFormats(formats) {
  const walk = new Walk();
  const entries = formats.map(f => ({ leading: f.leading === null ? null : walk.add(f.leading, true), ...groupsOf(f.pattern) }));
  return machine(walk, (s, depth) => {
    const i = entries.findIndex(e => depth >= e.min && depth <= e.max && (e.leading === null || walk.matches(s, e.leading)));
    return i + 1;
  });
}
function groupsOf(pattern) {
  const groups = [];
  const rest = pattern.replace(/\(\\d(?:\{(\d+)(?:,(\d+))?\})?\)/g, (_, a, b) => { const min = a === undefined ? 1 : +a; groups.push([min, b === undefined ? min : +b]); return ''; });
  if (rest) throw new Error('unknown format pattern ' + pattern);
  return { groups, min: groups.reduce((s, g) => s + g[0], 0), max: groups.reduce((s, g) => s + g[1], 0) };
}
// output: 1 valid short number, 2 emergency number, 4 starts with an emergency number
function ofShortNumbers(d) {
  const walk = new Walk();
  const general = walk.add(d.general.pattern, false), code = walk.add(d.shortCode.pattern, false);
  const exact = walk.add(d.emergency.pattern, false), prefix = walk.add(d.emergency.pattern, true);
  const length = (x, depth) => !x.lengths.length || x.lengths.includes(depth);
  return machine(walk, (s, depth) =>
    (length(d.general, depth) && length(d.shortCode, depth) && walk.matches(s, general) && walk.matches(s, code) ? 1 : 0)
    | (walk.matches(s, exact) ? 2 : 0) | (walk.matches(s, prefix) ? 4 : 0));
}
module.exports = { ofRegion, ofCountry, ofFormats, ofShortNumbers, groupsOf, DEAD };
