import { rejection } from '@mfe-gitops/action-kit'
import { type ConfigState, readConfigState, readTipTree } from '@mfe-gitops/config-repository'
import type { ConfigPlace } from './config-place.ts'
import { directoryTree } from './directory-tree.ts'

/** Everything that the config repository wants now; fails with every reason when any of it cannot be read. */
export async function readConfig(place: ConfigPlace): Promise<ConfigState> {
  const tree =
    place.kind === 'directory' ? directoryTree(place.directory) : await readTipTree(place.github, { ...place.repository, ref: place.ref })
  const state = await readConfigState(tree)
  if (!state.ok) throw rejection(state.reasons, 'failed')
  return state.value
}
