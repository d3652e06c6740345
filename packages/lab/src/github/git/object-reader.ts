import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { gitEnvironment } from './run-git.ts'

export type ObjectType = 'commit' | 'tree' | 'blob' | 'tag'
export interface GitObject {
  readonly oid: string
  readonly type: ObjectType
  readonly size: number
  readonly content: Buffer
}

interface Pending {
  readonly resolve: (object: GitObject | null) => void
  readonly reject: (error: Error) => void
}

/** Reads objects and resolves names through one `git cat-file` that stays open, so that a read costs no process. */
export interface ObjectReader {
  /** `name` is anything that git resolves: an id, a ref, `main:path`. Null when there is no such object. */
  read(name: string): Promise<GitObject | null>
  close(): Promise<void>
}

export function openObjectReader(gitDir: string): ObjectReader {
  let child: ChildProcessWithoutNullStreams | null = null
  let pending: Pending[] = []
  let buffered: Buffer = Buffer.alloc(0)

  function fail(error: Error): void {
    const waiting = pending
    pending = []
    for (const one of waiting) one.reject(error)
  }

  function start(): ChildProcessWithoutNullStreams {
    const started = spawn('git', ['--git-dir', gitDir, 'cat-file', '--batch'], { env: gitEnvironment })
    buffered = Buffer.alloc(0)
    started.stdout.on('data', (chunk: Buffer) => {
      buffered = buffered.length === 0 ? chunk : Buffer.concat([buffered, chunk])
      drain()
    })
    started.stderr.resume()
    started.stdin.on('error', () => undefined)
    started.on('error', fail)
    started.on('close', () => {
      if (child === started) child = null
      fail(new Error(`git cat-file of ${gitDir} ended early`))
    })
    return started
  }

  function drain(): void {
    for (;;) {
      const answer = takeAnswer(buffered)
      if (!answer) return
      buffered = buffered.subarray(answer.length)
      pending.shift()?.resolve(answer.object)
    }
  }

  return {
    read(name) {
      // A name is one line of git's protocol; GitHub finds nothing under a name with a line end either.
      if (name === '' || /[\0\r\n]/.test(name)) return Promise.resolve(null)
      return new Promise((resolve, reject) => {
        child ??= start()
        pending.push({ resolve, reject })
        child.stdin.write(`${name}\n`)
      })
    },
    close() {
      const running = child
      child = null
      if (!running) return Promise.resolve()
      return new Promise((resolve) => {
        running.on('close', () => resolve())
        running.stdin.end()
      })
    },
  }
}

/** One complete answer of `cat-file --batch` at the start of the buffer, or null when more bytes are needed. */
export function takeAnswer(buffer: Buffer): { object: GitObject | null; length: number } | null {
  const end = buffer.indexOf(10)
  if (end < 0) return null
  const header = buffer.toString('utf8', 0, end)
  const found = /^([0-9a-f]{40}) (commit|tree|blob|tag) (\d+)$/.exec(header)
  if (!found) return { object: null, length: end + 1 }
  const [, oid = '', type = '', digits = ''] = found
  const size = Number(digits)
  const length = end + 1 + size + 1
  if (buffer.length < length) return null
  const content = Buffer.from(buffer.subarray(end + 1, end + 1 + size))
  return { object: { oid, type: type as ObjectType, size, content }, length }
}
