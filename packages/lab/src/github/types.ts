/** What the lab's GitHub offers to the rest of the lab: the server, the store of runs, the record of requests and the faults. */
export * from './interface/access.ts'
export * from './interface/event.ts'
export * from './interface/limits.ts'
export * from './interface/repository.ts'
export * from './interface/request.ts'
export * from './interface/run.ts'
export * from './interface/server.ts'
export * from './interface/view.ts'
