import { runServer } from 'verdaccio'

/** The registry's own process: gets verdaccio's configuration from its parent, tells the port, and ends with its parent. */
process.once('message', async (config: object) => {
  const app = await runServer(config as never)
  app.listen(0, '127.0.0.1', () => process.send?.({ port: app.address().port }))
})
process.once('disconnect', () => process.exit(0))
