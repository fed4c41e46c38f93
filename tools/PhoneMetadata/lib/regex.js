'use strict';
// The regular expressions of the metadata use a small vocabulary (digits, \d, [...], groups, |, ?, {n,m}, $).
// parse() reads them; Dfa matches whole digit strings; compileProgram() writes the small backtracking program
// for the few patterns whose captures and alternation order matter (national prefixes, international prefixes).

function parse(source) {
  let i = 0, groups = 0;
  const fail = what => { throw new Error(`${what} at ${i} in ${source}`); };
  function alternation() {
    const options = [sequence()];
    while (source[i] === '|') { i++; options.push(sequence()); }
    return options.length === 1 ? options[0] : { kind: 'alt', options };
  }
  function sequence() {
    const items = [];
    while (i < source.length && source[i] !== '|' && source[i] !== ')') items.push(quantified());
    return { kind: 'seq', items };
  }
  function quantified() {
    const atom = readAtom();
    if (source[i] === '?') { i++; return { kind: 'repeat', atom, min: 0, max: 1 }; }
    if (source[i] !== '{') return atom;
    const m = /^\{(\d+)(?:,(\d+))?\}/.exec(source.slice(i)) || fail('open repeat');
    i += m[0].length;
    return { kind: 'repeat', atom, min: +m[1], max: m[2] === undefined ? +m[1] : +m[2] };
  }
  function readAtom() {
    const c = source[i];
    if (c === '(') {
      let group = 0;
      i++;
      if (source.startsWith('?:', i)) i += 2; else if (source[i] === '?') fail('unknown group'); else group = ++groups;
      const body = alternation();
      if (source[i++] !== ')') fail('missing )');
      return group ? { kind: 'group', group, body } : body;
    }
    if (c === '[') {
      const end = source.indexOf(']', i);
      const text = source.slice(i + 1, end);
      if (!/^(?:\d-\d|\d)+$/.test(text)) fail('unknown class');
      let mask = 0;
      for (const part of text.match(/\d-\d|\d/g)) for (let d = +part[0]; d <= +part[part.length - 1]; d++) mask |= 1 << d;
      i = end + 1;
      return { kind: 'set', mask };
    }
    if (c === '\\') { if (source[i + 1] !== 'd') fail('unknown escape'); i += 2; return { kind: 'set', mask: 0x3ff }; }
    if (c === '$') { i++; return { kind: 'end' }; }
    if (c >= '0' && c <= '9') { i++; return { kind: 'set', mask: 1 << +c }; }
    return fail('unknown character');
  }
  const tree = alternation();
  if (i !== source.length) fail('trailing text');
  return { tree, groups };
}

// --- whole-string matching: positions automaton, made deterministic on demand
class Dfa {
  constructor(source) {
    const masks = [], follow = [];
    const link = (from, to) => { for (const a of from) for (const b of to) follow[a].add(b); };
    function build(n) {
      switch (n.kind) {
        case 'set': { const p = masks.length; masks.push(n.mask); follow.push(new Set()); return { first: [p], last: [p], empty: false }; }
        case 'group': return build(n.body);
        case 'alt': {
          const parts = n.options.map(build);
          return { first: parts.flatMap(p => p.first), last: parts.flatMap(p => p.last), empty: parts.some(p => p.empty) };
        }
        case 'seq': {
          let all = { first: [], last: [], empty: true };
          for (const item of n.items) {
            const part = build(item);
            link(all.last, part.first);
            all = { first: all.empty ? all.first.concat(part.first) : all.first, last: part.empty ? all.last.concat(part.last) : part.last, empty: all.empty && part.empty };
          }
          return all;
        }
        case 'repeat': {
          const items = [];
          for (let k = 0; k < n.max; k++) items.push(k < n.min ? n.atom : { kind: 'maybe', atom: n.atom });
          return build({ kind: 'seq', items });
        }
        case 'maybe': { const part = build(n.atom); return { ...part, empty: true }; }
        default: throw new Error('cannot match ' + n.kind);
      }
    }
    const whole = build(parse(source).tree);
    this.masks = masks;
    this.follow = follow;
    this.last = new Set(whole.last);
    this.ids = new Map();
    this.states = [];
    this.start = this.intern(whole.first, whole.empty);
  }
  intern(positions, accept) {
    const sorted = [...new Set(positions)].sort((a, b) => a - b);
    if (!sorted.length && !accept) return -1;
    const key = sorted.join() + (accept ? '!' : '');
    let id = this.ids.get(key);
    if (id === undefined) { id = this.states.length; this.ids.set(key, id); this.states.push({ positions: sorted, accept, next: new Array(10) }); }
    return id;
  }
  next(state, digit) {
    if (state < 0) return -1;
    const s = this.states[state];
    if (s.next[digit] === undefined) {
      const positions = [];
      let accept = false;
      for (const p of s.positions) if (this.masks[p] >> digit & 1) { positions.push(...this.follow[p]); accept ||= this.last.has(p); }
      s.next[digit] = this.intern(positions, accept);
    }
    return s.next[digit];
  }
  accepts(state) { return state >= 0 && this.states[state].accept; }
  alive(state) { return state >= 0; }
}
const dfas = new Map();
function dfa(source) { if (!dfas.has(source)) dfas.set(source, new Dfa(source)); return dfas.get(source); }

// --- programs: one 16-bit word per instruction, kind in the top three bits
const OP = { SET: 0, SPLIT: 1, JUMP: 2, SAVE: 3, END: 4, MATCH: 5 };
function firstMask(n) { // digits that can come first, bit 10: can match nothing
  switch (n.kind) {
    case 'set': return n.mask;
    case 'group': return firstMask(n.body);
    case 'alt': return n.options.reduce((m, o) => m | firstMask(o), 0);
    case 'seq': { let m = 0; for (const item of n.items) { const f = firstMask(item); m |= f & 0x3ff; if (!(f & 0x400)) return m; } return m | 0x400; }
    case 'repeat': return firstMask(n.atom) | (n.min === 0 ? 0x400 : 0);
    case 'end': return 0x400;
    default: throw new Error(n.kind);
  }
}
function compileProgram(source, base) {
  const { tree, groups } = parse(source);
  const code = [];
  const emit = (op, arg) => { code.push(op << 13 | arg); return code.length - 1; };
  // SPLIT mask, word: try the next instruction first when the coming digit is in the mask, else (or on failure) jump.
  const split = mask => { emit(OP.SPLIT, mask); code.push(0); return code.length - 1; };
  const here = () => base + code.length;
  function walk(n) {
    switch (n.kind) {
      case 'set': emit(OP.SET, n.mask); break;
      case 'end': emit(OP.END, 0); break;
      case 'seq': n.items.forEach(walk); break;
      case 'group': emit(OP.SAVE, 2 * (n.group - 1)); walk(n.body); emit(OP.SAVE, 2 * (n.group - 1) + 1); break;
      case 'alt': {
        const jumps = [];
        n.options.forEach((o, k) => {
          if (k === n.options.length - 1) { walk(o); return; }
          const patch = split(firstMask(o));
          walk(o);
          jumps.push(emit(OP.JUMP, 0));
          code[patch] = here();
        });
        for (const j of jumps) code[j] |= here();
        break;
      }
      case 'repeat': {
        for (let k = 0; k < n.min; k++) walk(n.atom);
        const patches = [];
        for (let k = n.min; k < n.max; k++) { patches.push(split(firstMask(n.atom))); walk(n.atom); }
        for (const p of patches) code[p] = here();
        break;
      }
      default: throw new Error(n.kind);
    }
  }
  walk(tree);
  emit(OP.MATCH, 0);
  if (base + code.length > 0x1fff) throw new Error('programs too long for a 13 bit address');
  return { code, groups, first: firstMask(tree) };
}
module.exports = { parse, dfa, compileProgram, firstMask };
