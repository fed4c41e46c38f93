#!/usr/bin/env bash
# Writes the public members of every package into its PublicAPI.Unshipped.txt. Run it when a change of the public surface is meant, and
# read the difference before you commit it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

for project in src/*/; do
    name=$(basename "$project")
    file=${project}PublicAPI.Unshipped.txt
    echo '#nullable enable' > "$file"
    output=$(dotnet build "$project" --configuration Release --verbosity quiet \
        -p:RunAnalyzersDuringBuild=true -p:TreatWarningsAsErrors=false)
    grep -F "/$name.csproj]" <<<"$output" | sed -nE "s/.*RS0016: Symbol '(.*)' is not part of the declared public API.*/\1/p" \
        | LC_ALL=C sort -u >> "$file"
done
git --no-pager diff --stat -- 'src/*/PublicAPI.Unshipped.txt'
