#!/usr/bin/env bash
# Builds everything, runs all tests and samples. On a fresh Debian machine it installs what the tests need besides the
# .NET SDK. Ends with one plain line: "N passed, N failed".
#
#   eng/test.sh             everything
#   CI=true eng/test.sh     the same, and a missing helper program is a failure instead of a skipped test
#   NOTIFY_COVERAGE=1 eng/test.sh   also says which part of the lines of src/ the tests ran, before the last line; takes longer
#   eng/test.sh --nightly   says that too, and also holds phone numbers to their library on twenty million texts of a new seed, on an older version
#                           of the library, and with the fast lane off, and kills workers of the embedded store in 200 rounds
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1
export NuGetAudit=true # a known vulnerability fails the build; a source that does not answer is a warning

nightly=false
case "${1:-}" in
  "") ;;
  --nightly) nightly=true ;;
  *) echo "eng/test.sh: unknown argument '$1'; expected --nightly or nothing" >&2; exit 2 ;;
esac

cover=()
if $nightly || [ "${NOTIFY_COVERAGE:-}" = 1 ]; then
  cover=(--collect "Code Coverage;Format=Cobertura")
fi

passed=0
failed=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

finish() {
  if [ ${#cover[@]} -gt 0 ]; then
    find "$work/coverage" -name '*.cobertura.xml' -exec cat {} + 2>/dev/null | awk -f eng/coverage.awk
  fi
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
  exit
}

step() { # step NAME COMMAND...: one check, counted
  local name=$1
  shift
  if "$@" >"$work/step.log" 2>&1; then
    passed=$((passed + 1))
    echo "ok      $name"
  else
    failed=$((failed + 1))
    echo "FAILED  $name"
    tail -n 40 "$work/step.log"
    return 1
  fi
}

if ! command -v dotnet >/dev/null; then
  echo "The .NET 10 SDK is needed: see https://dotnet.microsoft.com/download"
  failed=1
  finish
fi

# What the tests use besides the SDK: an independent parser, an independent DKIM verifier, real servers of mail and of
# mailboxes, and an SMS gateway. What
# is still missing then is skipped, or with CI=true fails, in the tests.
if command -v apt-get >/dev/null && [ "$(id -u)" -eq 0 ]; then
  eng/install-test-servers.sh >"$work/tools.log" 2>&1 || tail -n 20 "$work/tools.log"
fi

step "build with warnings as errors" dotnet build Notify.Sdk.sln -c Release -warnaserror -warnnotaserror:NU1900,NU1905 -p:RunAnalyzersDuringBuild=true -v quiet || finish
step "the layout of the sources" dotnet format whitespace --folder . --verify-no-changes

# The tests talk to real servers. At most three of a run that fail are run once more, alone, and named as unsteady when they pass then:
# each of them is a defect of the test, to be mended. The nightly run gives no second chance.
chances=3
passes_alone() { # passes_alone PROJECT LOG
  local names filter
  names=$(sed -nE 's/^  Failed ([A-Za-z0-9_.+]+).*/\1/p' "$2" | sort -u)
  { ! $nightly && [ -n "$names" ] && [ "$(wc -l <<<"$names")" -le "$chances" ]; } || return 1
  chances=$((chances - $(wc -l <<<"$names")))
  filter=$(sed 's/^/FullyQualifiedName=/' <<<"$names" | paste -sd '|')
  dotnet test "$1" -c Release --no-build --nologo --filter "$filter" >"$work/alone.log" 2>&1 || return 1
  grep -q '^Passed!' "$work/alone.log" || return 1 # not when no test has the name
  sed 's/^/unsteady: failed once, and passed alone: /' <<<"$names"
}

# One line of totals per test project.
for project in tests/*.Tests/*.Tests.csproj; do
  name=$(basename "$project" .csproj)
  log="$work/$name.log"
  dotnet test "$project" -c Release --no-build --nologo ${cover[@]+"${cover[@]}" --results-directory "$work/coverage"} >"$log" 2>&1
  code=$?
  line=$(grep -E '^(Passed|Failed)! +- Failed:' "$log" | tail -n 1)
  ok=$(sed -nE 's/.*Passed: +([0-9]+).*/\1/p' <<<"$line")
  bad=$(sed -nE 's/.*- Failed: +([0-9]+).*/\1/p' <<<"$line")
  passed=$((passed + ${ok:-0}))
  echo "${line:-no result}  $name"
  [ "$code" -eq 0 ] && continue
  grep -vE '^\s+at ' "$log" | tail -n 80
  if passes_alone "$project" "$log"; then
    passed=$((passed + bad))
    continue
  fi
  failed=$((failed + (${bad:-0} > 0 ? bad : 1)))
done

# The samples, as a newcomer runs them.
run() { dotnet run -c Release --no-build --project "$@"; }
says() { # says TEXT COMMAND...: the command succeeds and prints TEXT
  local text=$1
  shift
  "$@" | tee "$work/says.log"
  [ "${PIPESTATUS[0]}" -eq 0 ] && grep -qF -- "$text" "$work/says.log"
}
at=2026-11-24T14:00:00Z
step "QuickStart plans and delivers" run samples/QuickStart -- --at "$at" --out "$work/out"
step "QuickStart wrote mails" test -n "$(ls "$work/out/mail" 2>/dev/null)"
mails=$(ls "$work/out/mail" 2>/dev/null | wc -l)
step "QuickStart tells nobody twice, and says so" says "nothing is sent twice" run samples/QuickStart -- --at "$at" --out "$work/out"
step "the second run wrote no further mail" test "$mails" -eq "$(ls "$work/out/mail" 2>/dev/null | wc -l)"
step "CustomTransport" says "a hook came: Genuine, 1 receipts" run samples/CustomTransport

# phones OPTIONS...: the phone tests, with options of dotnet test.
phones() { dotnet test tests/Notify.Sdk.PhoneNumbers.Tests -c Release --logger 'console;verbosity=detailed' "$@"; }
if $nightly; then
  seed=$(date +%Y%m%d)
  NOTIFY_PHONE_TEXTS=20000000 NOTIFY_PHONE_SEED=$seed step "twenty million phone numbers of seed $seed are read as by the library" \
    phones --no-build --filter FullyQualifiedName~EqualityTests
  grep -E '[0-9]+ differences' "$work/step.log"
  step "phone numbers are read as by the library 9.0.40" phones -p:PhoneLibraryVersion=9.0.40 --artifacts-path "$work/older"
  NOTIFY_CRASH_ROUNDS=200 step "workers are killed and stopped in 200 rounds" \
    dotnet test tests/Notify.Sdk.Sqlite.Tests -c Release --no-build --logger 'console;verbosity=detailed' --filter FullyQualifiedName~CrashRoundTests
  grep -E '[0-9]+ rounds, ' "$work/step.log"
  NOTIFY_PHONE_FAST_LANE=0 step "the core works with the fast lane off" \
    dotnet test tests/Notify.Sdk.Tests -c Release --no-build --nologo --filter "FullyQualifiedName!~costs_no_object"
fi

finish
