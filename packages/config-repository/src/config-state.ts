import {
  configFile,
  type DesiredState,
  defaultDesiredStatePath,
  defaultRegistrationPath,
  desiredStateReader,
  type GitopsConfig,
  type Parsed,
  parseGitopsConfig,
  type Reason,
  reason,
} from '@mfe-gitops/contract'
import { type ConfigTree, findFiles, type MatchedFile } from './config-tree.ts'
import { type DesiredStatePlace, locateDesiredStates } from './locate.ts'

/** The desired state of one MFE in one environment, and where it stands. */
export interface PlacedState extends DesiredStatePlace {
  readonly desired: DesiredState
}

/** Everything that the config repository wants, of all MFEs and environments. */
export interface ConfigState {
  readonly commit: string | null
  readonly config: GitopsConfig
  /** The MFEs that have a registration. */
  readonly registered: ReadonlySet<string>
  readonly desired: readonly PlacedState[]
}

/** Reads all of the config repository. One file that cannot be read refuses the whole: what it wants would be missing unnoticed. */
export async function readConfigState(tree: ConfigTree): Promise<Parsed<ConfigState>> {
  const config = await readConfig(tree)
  if (!config.ok) return config
  const { registrations, desiredState } = config.value
  const [registered, files] = await Promise.all([
    findFiles(tree, registrations?.path ?? defaultRegistrationPath),
    findFiles(tree, desiredState?.path ?? defaultDesiredStatePath),
  ])
  const parsed = files.map((file) => statesIn(file, config.value))
  const reasons = parsed.flatMap((one) => (one.ok ? [] : one.reasons))
  if (reasons.length > 0) return { ok: false, reasons }
  return {
    ok: true,
    value: {
      commit: tree.commit,
      config: config.value,
      registered: new Set(registered.flatMap(({ names }) => names.mfe ?? [])),
      desired: parsed.flatMap((one) => (one.ok ? one.value : [])),
    },
  }
}

async function readConfig(tree: ConfigTree): Promise<Parsed<GitopsConfig>> {
  const [file] = await findFiles(tree, configFile)
  if (file !== undefined) return parseGitopsConfig(file.text(), configFile)
  return { ok: false, reasons: [reason('config-missing', { field: configFile, seen: 'no such file' })] }
}

function statesIn(file: MatchedFile, config: GitopsConfig): Parsed<PlacedState[]> {
  const text = file.text()
  const places = locateDesiredStates(config, file.path, [text])
  const read = desiredStateReader(text, file.path)
  const reasons: Reason[] = []
  const states: PlacedState[] = []
  for (const place of places) {
    const state = read(place.key)
    if (!state.ok) reasons.push(...state.reasons)
    else if (state.value !== null) states.push({ ...place, desired: state.value })
  }
  return reasons.length > 0 ? { ok: false, reasons } : { ok: true, value: states }
}
