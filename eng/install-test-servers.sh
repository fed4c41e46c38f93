#!/usr/bin/env bash
# Installs what the tests use besides the .NET SDK, on Debian and its relatives: python3 (an independent parser),
# python3-dkim (an independent DKIM verifier), Postfix, Dovecot and Kannel (a real mail server, a real server of mailboxes and a real SMS
# gateway, run by the tests with configurations of their own). Skips what is there, asks nothing, leaves no server running. Needs root where something is missing.
set -euo pipefail

missing=()
has_package() { dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'install ok installed'; }
command -v python3 >/dev/null || missing+=(python3)
has_package python3-dkim || missing+=(python3-dkim)
[ -x /usr/sbin/postfix ] || missing+=(postfix)
[ -x /usr/sbin/dovecot ] && [ -x /usr/lib/dovecot/imap ] || missing+=(dovecot-imapd)
[ -x /usr/sbin/smsbox ] || missing+=(kannel)

if [ "${#missing[@]}" -eq 0 ]; then
  echo "test servers: everything is there"
  exit 0
fi
if ! command -v apt-get >/dev/null || [ "$(id -u)" -ne 0 ]; then
  echo "test servers: ${missing[*]} missing; install them as root with apt-get" >&2
  exit 1
fi

# While packages are installed no service may start (exit 101 = forbidden); a rule of the machine's own is left alone.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 755 "$policy"
  trap 'rm -f "$policy"' EXIT
fi

export DEBIAN_FRONTEND=noninteractive
echo "postfix postfix/main_mailer_type select No configuration" | debconf-set-selections
apt-get -o DPkg::Lock::Timeout=300 update -qq
apt-get -o DPkg::Lock::Timeout=300 install -y -qq --no-install-recommends "${missing[@]}"
echo "test servers: installed ${missing[*]}"
