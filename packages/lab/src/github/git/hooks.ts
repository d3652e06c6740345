import { mkdir, writeFile } from 'node:fs/promises'

/** Environment that the server hands to a push; the hooks decide by it, and only by it. */
export interface PushPolicy {
  /** One ref per line: `<ref> <text of the refusal, with {ref} in it once>`; a trailing `*` in the ref matches the rest of the name. */
  readonly refused: string
  /** `1` when the pusher may not touch workflow files. */
  readonly refuseWorkflows: boolean
  /** Name of the pusher in the refusal of workflow files. */
  readonly pusher: string
  /** File to which accepted updates are written. */
  readonly log: string
}

export function policyEnvironment(policy: PushPolicy): Record<string, string> {
  return {
    LAB_REFUSED: policy.refused,
    LAB_REFUSE_WORKFLOWS: policy.refuseWorkflows ? '1' : '',
    LAB_PUSHER: policy.pusher,
    LAB_PUSH_LOG: policy.log,
  }
}

// Refusals are made by real hooks of the real receive-pack, so that clients see them as they see GitHub's.
// `printf %b` turns the two characters `\n` of a message into lines.
const preReceive = `#!/bin/sh
# Written by the lab. Refuses what the branch rules of the repository refuse to this pusher.
failed=0
zero=0000000000000000000000000000000000000000
while read -r old new ref; do
  while read -r rule text; do
    [ -n "$rule" ] || continue
    case "$ref" in
      $rule)
        printf '%b%s%b\\n' "\${text%%\\{ref\\}*}" "$ref" "\${text#*\\{ref\\}}" >&2
        failed=1
        ;;
    esac
  done <<RULES
$LAB_REFUSED
RULES
  if [ -n "$LAB_REFUSE_WORKFLOWS" ] && [ "$new" != "$zero" ]; then
    if [ "$old" = "$zero" ]; then range="$new --not --all"; else range="$old..$new"; fi
    file=$(git log --format= --name-only $range -- .github/workflows | head -n 1)
    if [ -n "$file" ]; then
      echo "refusing to allow $LAB_PUSHER to create or update workflow \\\`$file\\\` without \\\`workflows\\\` permission" >&2
      failed=1
    fi
  fi
done
exit $failed
`

const postReceive = `#!/bin/sh
# Written by the lab. Tells the server which updates were accepted.
exec cat > "$LAB_PUSH_LOG"
`

export async function installHooks(gitDir: string): Promise<void> {
  await mkdir(`${gitDir}/hooks`, { recursive: true })
  const hooks = { 'pre-receive': preReceive, 'post-receive': postReceive }
  for (const [name, text] of Object.entries(hooks)) {
    await writeFile(`${gitDir}/hooks/${name}`, text, { mode: 0o755 })
  }
}
