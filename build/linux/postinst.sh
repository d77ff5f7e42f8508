#!/bin/sh
# Debian's own packages renew these caches by themselves; systems with rpm may not.
@CACHES@
