export type { Change, Edit, EditOptions, EditPath, EditResult, JsonValue } from './api.ts'
export { editYaml } from './edit.ts'
