#!/usr/bin/env bash
# Makes a fresh corpus from a seed with the pinned package of Google's libphonenumber and compares our engine with it.
# Usage: eng/phone-oracle.sh SEED [COUNT]      needs node and npm; installs into the git-ignored node_modules
set -euo pipefail
seed=${1:?usage: eng/phone-oracle.sh SEED [COUNT]}
count=${2:-60000}
root=$(cd "$(dirname "$0")/.." && pwd)
tools=$root/tools/PhoneMetadata
work=$root/artifacts/phone-oracle/$seed
mkdir -p "$work"

(cd "$tools" && npm install --no-audit --no-fund --silent)
node "$tools/oracle/gen-inputs.js" heldout "$count" "$seed" > "$work/inputs.tsv"
node "$tools/oracle/gen-fuzz.js" "$count" "$seed" >> "$work/inputs.tsv"
cut -f1,2 "$work/inputs.tsv" | node "$tools/oracle/oracle.js" > "$work/answers.tsv"
node "$tools/oracle/gen-shorts.js" "$((count / 4))" "$seed" > "$work/shorts.tsv"
echo "seed $seed: $(wc -l < "$work/answers.tsv") numbers, $(wc -l < "$work/shorts.tsv") short numbers"

NOTIFY_PHONE_CORPUS="$work/answers.tsv" NOTIFY_PHONE_SHORTS="$work/shorts.tsv" \
  dotnet test "$root/tests/Notify.Sdk.PhoneNumbers.Tests" -c Release \
  --filter FullyQualifiedName~FreshCorpusTests --logger 'console;verbosity=detailed'
