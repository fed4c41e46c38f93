'use strict';
// One pool of acyclic automata over decimal digits. A walk yields a 16-bit output for the whole string.
// Equal states are stored once. A state whose ten successors are the same all the way down ("free": only the
// number of digits left matters) is replaced by a vector of outputs by that number, so that a walk ends early.
// Vectors overlap in one array, as the vector after one more digit is the tail of the one before.

const MAX = 17;               // longest national number
const SPAN = MAX + 1;         // outputs of a free vector: 0..17 digits left
const FREE = 0x8000;          // entries from here on name a vector

class Pool {
  constructor() {
    this.nodes = new Map();    // key -> node
    this.branches = [];        // rows of ten
    this.vectors = [];
    this.vectorIds = new Map();
    this.dead = this.free(new Array(SPAN).fill(0));
  }
  free(vector) {
    const key = vector.join();
    let node = this.vectorIds.get(key);
    if (!node) { node = { id: 'v' + this.vectors.length, vector, output: vector[0] }; this.vectorIds.set(key, node); this.vectors.push(node); }
    return node;
  }
  node(output, children) {
    const only = children[0];
    if (only.vector && children.every(c => c === only)) return this.free([output, ...only.vector.slice(0, MAX)]);
    const key = output + ':' + children.map(c => c.id).join();
    let node = this.nodes.get(key);
    if (!node) { node = { id: this.branches.length, output, children }; this.nodes.set(key, node); this.branches.push(node); }
    return node;
  }

  // machine: { start, next(state, digit), output(state, depth), settled(state): from here only the depth matters }
  // States are arrays of small integers.
  add(machine) {
    const memo = new Map();
    const build = (state, depth) => {
      if (machine.settled(state)) return this.free(Array.from({ length: SPAN }, (_, left) => machine.output(state, depth + left)));
      const key = depth + ':' + state.join();
      let node = memo.get(key);
      if (!node) {
        const children = [];
        for (let d = 0; d < 10; d++) children.push(depth === MAX ? this.dead : build(machine.next(state, d), depth + 1));
        node = this.node(machine.output(state, depth), children);
        memo.set(key, node);
      }
      return node;
    };
    return build(machine.start, 0);
  }
  // Places the vectors and fixes the numbers; call once, after the last add.
  tables() {
    const byTail = new Map(); // vectors by all outputs but the last: those that can follow one digit later
    for (const node of this.vectors) {
      const key = node.vector.slice(0, MAX).join();
      if (!byTail.has(key)) byTail.set(key, []);
      byTail.get(key).push(node);
    }
    const followers = node => byTail.get(node.vector.slice(1).join()) || [];
    const led = new Set(this.vectors.flatMap(n => followers(n).filter(f => f !== n)));
    let placed = ''; // outputs as characters, so that indexOf finds a vector already placed
    const place = node => {
      const text = String.fromCharCode(...node.vector);
      let at = placed.indexOf(text);
      if (at < 0) {
        let overlap = Math.min(MAX, placed.length);
        while (overlap > 0 && !placed.endsWith(text.slice(0, overlap))) overlap--;
        at = placed.length - overlap;
        placed += text.slice(overlap);
      }
      node.entry = FREE + at;
    };
    for (const first of [...this.vectors.filter(n => !led.has(n)), ...this.vectors])
      for (let node = first; node && node.entry === undefined; node = followers(node).find(f => f.entry === undefined)) place(node);
    this.branches.forEach((n, i) => { n.entry = i; });
    if (this.branches.length >= FREE || placed.length >= FREE) throw new Error('too many states');
    return {
      transitions: this.branches.flatMap(n => n.children.map(c => c.entry)),
      outputs: this.branches.map(n => n.output),
      vectors: [...placed].map(c => c.charCodeAt(0)),
    };
  }
}
module.exports = { Pool, MAX, SPAN, FREE };
