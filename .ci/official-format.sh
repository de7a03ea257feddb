#!/usr/bin/env bash
# Measures an official document as LibreOffice lays it out. Installs Debian's packages where they are missing, which needs root; with `install` it
# does no more than that.
set -euo pipefail
cd "$(dirname "$0")/.."
if ! command -v soffice >/dev/null || ! command -v pdftotext >/dev/null || ! fc-list :lang=zh | grep -q .; then
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "LibreOffice Writer, poppler and a Chinese typeface are needed: apt-get install libreoffice-writer-nogui poppler-utils fonts-wqy-zenhei" >&2
    exit 1
  fi
  { apt-get -o DPkg::Lock::Timeout=300 update && DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends libreoffice-writer-nogui poppler-utils fontconfig fonts-wqy-zenhei; } >/dev/null
fi
[ "${1:-}" = install ] || exec node .ci/official-format.cjs
