#!/usr/bin/env node
import { processPorts } from './ports.ts'
import { runProgram } from './program.ts'

process.exitCode = await runProgram(process.argv.slice(2), processPorts())
