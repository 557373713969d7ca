# Usage: in_folder.sh FOLDER SCRIPT. Runs SCRIPT in FOLDER, emptied first.
set -eu
rm -rf "$1"
mkdir -p "$1"
cd "$1"
PKG_CONFIG_PATH=$LIBRARIES/pkgconfig
export PKG_CONFIG_PATH
exec sh -eu "$2"
