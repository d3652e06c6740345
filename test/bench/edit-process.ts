import { readFileSync, writeFileSync } from 'node:fs'
import { editYaml } from '../../packages/config-edit/src/index.ts'

/** What yq does in a process of its own, done by the editor: read the file, edit, write the result. */
const [file = '', edits = '', target = ''] = process.argv.slice(2)
const result = editYaml(readFileSync(file, 'utf8'), JSON.parse(readFileSync(edits, 'utf8')))
if (!result.ok) throw new Error(result.message)
writeFileSync(target, result.text)
