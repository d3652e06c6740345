export { startGitHub } from './start.ts'
export * from './types.ts'
