#!/bin/sh
# Runs after the files of the package are gone. What people have sealed and recorded is theirs: no user's folder is touched,
# whether the package is removed or purged.
set -e
folder=@FOLDER@

case "$1" in
  remove | purge | 0)
    # The command keeps its compiled code beside its bundles if root has run it.
    rm -rf "$folder/command/dist/cli/compiled"
    find "$folder" -depth -type d -empty -delete 2>/dev/null || true
    echo "SealDesk 印签台: 台账、设置和信任列表仍在各用户的 ~/.local/share/SealDesk 中；确认不再需要后由用户自行删除。"
    echo "SealDesk: registers, settings and trust lists stay in each user's ~/.local/share/SealDesk, for the user to delete."
    if [ -e /etc/sealdesk/policy.json ]; then
      echo "SealDesk 印签台: 管理员设置仍在 /etc/sealdesk/policy.json 中。 The administrator's settings stay there."
    fi
    ;;
esac

@CACHES@
