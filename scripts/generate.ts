import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { actionPages } from './generate/action-pages.ts'
import { contractFiles } from './generate/contract-files.ts'
import { checkFiles, writeFiles } from './generate/generated-files.ts'
import { policyFiles } from './generate/policies.ts'
import { proofPage } from './generate/proof-page.ts'
import { workflowPage } from './generate/workflow-page.ts'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const generated = [await contractFiles(root), actionPages(root), workflowPage(root), proofPage(root), policyFiles()]
const files = generated.flatMap((part) => part.files)
const problems = generated.flatMap((part) => part.problems)

if (process.argv.includes('--check')) problems.push(...checkFiles(root, files))
else for (const path of writeFiles(root, files)) console.log(`wrote ${path}`)

for (const problem of problems) console.error(problem)
if (problems.length > 0) process.exitCode = 1
