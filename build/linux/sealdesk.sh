#!/bin/sh
# The command line of SealDesk, with the Node that comes with it. It finds them from wherever it is linked.
here=$(dirname -- "$(readlink -f -- "$0")")
exec "$here/node" "$here/dist/cli/cli.js" "$@"
