export { changeSummary } from './change-summary.ts'
export { type DesiredStatePlan, type DesiredStateQuestion, planDesiredState } from './plan.ts'
