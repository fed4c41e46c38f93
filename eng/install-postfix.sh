#!/usr/bin/env bash
# Installs Postfix for its test programs smtp-sink and smtp-source, and for the tests that start a private instance of it.
# Asks nothing ("No configuration"), and starts no daemon. Source it and call install_postfix, or run it.

install_postfix() {
  if [ -x /usr/sbin/smtp-sink ] && [ -x /usr/sbin/postfix ]; then
    return 0
  fi
  if ! command -v apt-get >/dev/null || [ "$(id -u)" -ne 0 ]; then
    echo "postfix is missing, and only root on Debian or Ubuntu can install it here" >&2
    return 1
  fi
  # Debian starts a daemon after installing unless this says no; what was there before comes back afterwards.
  local policy=/usr/sbin/policy-rc.d kept="" code=0
  if [ -e "$policy" ]; then
    kept=$(mktemp) && cp -p "$policy" "$kept"
  fi
  printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod 755 "$policy"
  export DEBIAN_FRONTEND=noninteractive
  echo "postfix postfix/main_mailer_type select No configuration" | debconf-set-selections \
    && apt-get update -qq \
    && apt-get install -y -qq --no-install-recommends postfix || code=$?
  if [ -n "$kept" ]; then
    mv "$kept" "$policy"
  else
    rm -f "$policy"
  fi
  return "$code"
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
  set -euo pipefail
  install_postfix
fi
