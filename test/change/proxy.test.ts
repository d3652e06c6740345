import { createServer, request as send } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runChangeHalf } from '../faults/change-half.ts'
import { type ChangeLab, configRepository, startChangeLab } from '../harness/config-repository.ts'

let lab: ChangeLab
beforeAll(async () => {
  lab = await startChangeLab()
  lab.registry.publish('@acme/cart', '1.0.0')
})
afterAll(() => lab?.close())

/** A proxy that forwards and tunnels; the hosts that it was asked for. */
async function startProxy() {
  const hosts = new Set<string>()
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '')
    hosts.add(url.host)
    const onward = send(url, { method: request.method ?? '', headers: request.headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    request.pipe(onward)
  })
  server.on('connect', (request, socket, head) => {
    hosts.add(request.url ?? '')
    const [host, port] = (request.url ?? '').split(':')
    const onward = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      onward.write(head)
      onward.pipe(socket).pipe(onward)
    })
    const end = () => socket.destroy() && onward.destroy()
    onward.on('error', end).on('close', end)
    socket.on('error', end)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { hosts, url: `http://127.0.0.1:${port}`, close: () => server.close() }
}

it('edge case 13: reaches GitHub through the proxy of the environment', async () => {
  const proxy = await startProxy()
  const env = { NODE_USE_ENV_PROXY: '1', HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url, NO_PROXY: '' }
  const { failed } = await runChangeHalf(lab, lab.request(), () => ({ env }))
  proxy.close()
  expect(failed?.run.log).toBeUndefined()
  expect([...proxy.hosts]).toContain(new URL(lab.github.apiUrl).host)
  expect(lab.github.pullRequests(configRepository)).toMatchObject([{ merged: true }])
})
