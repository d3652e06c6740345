export { readAncestry } from './ancestry.ts'
export { type CanaryQuestion, type CanaryWish, planCanary } from './canary-plan.ts'
export { changeSummary } from './change-summary.ts'
export { type ConfigState, type PlacedState, readConfigState } from './config-state.ts'
export { type ConfigTree, readTipTree } from './config-tree.ts'
export { type DesiredStatePlace, isDesiredStateFile, isRegistrationFile, locateDesiredStates } from './locate.ts'
export { type DesiredStatePlan, type DesiredStateQuestion, planDesiredState } from './plan.ts'
export {
  type ConfigSnapshot,
  interpretSnapshot,
  likelyFiles,
  missingFiles,
  parseSnapshotFiles,
  readConfigFiles,
  readConfigSnapshot,
  type SnapshotFiles,
  viewOf,
} from './snapshot.ts'
