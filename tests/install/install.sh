# Usage: install.sh CMAKE BUILD PREFIX. Installs the build into PREFIX, emptied first.
set -eu
rm -rf "$3"
"$1" --install "$2" --prefix "$3"
