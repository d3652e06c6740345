export { readAncestry } from './ancestry.ts'
export { changeSummary } from './change-summary.ts'
export { type DesiredStatePlace, isRegistrationFile, locateDesiredStates } from './locate.ts'
export { type DesiredStatePlan, type DesiredStateQuestion, planDesiredState } from './plan.ts'
export {
  type ConfigSnapshot,
  interpretSnapshot,
  likelyFiles,
  parseSnapshotFiles,
  readConfigSnapshot,
  type SnapshotFiles,
} from './snapshot.ts'
