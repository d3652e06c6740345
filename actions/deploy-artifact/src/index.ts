import { livePorts, runAction } from '@mfe-gitops/action-kit'
import { readInputs } from './inputs.ts'
import { main } from './main.ts'

void runAction(() => main(readInputs(), livePorts()))
