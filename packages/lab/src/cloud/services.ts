import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { installedService } from './installed-services.ts'
import { type ServiceProcess, startService } from './service-process.ts'

/** Keys of the services on this machine; DynamoDB Local takes letters and digits only. */
export const labKeys = { AWS_ACCESS_KEY_ID: 'labaccesskey', AWS_SECRET_ACCESS_KEY: 'labsecretkey' }

/** S3 over a folder: real signatures, conditional writes and checksums. `--keep-alive` must stay off: with it, writes of streams fail. */
export function startVersitygw(directory: string): Promise<ServiceProcess> {
  const folder = join(directory, 's3')
  mkdirSync(folder, { recursive: true })
  return startService({
    command: installedService('versitygw'),
    args: (port) => ['-p', `127.0.0.1:${port}`, '--quiet', 'posix', folder],
    env: { ROOT_ACCESS_KEY: labKeys.AWS_ACCESS_KEY_ID, ROOT_SECRET_KEY: labKeys.AWS_SECRET_ACCESS_KEY },
    cwd: directory,
  })
}

/** S3, STS and CloudFront as moto sees them: a second opinion on shapes, which checks neither keys nor checksums nor quotas. */
export function startMoto(directory: string): Promise<ServiceProcess> {
  return startService({
    command: installedService('moto'),
    args: (port) => ['-H', '127.0.0.1', '-p', String(port)],
    cwd: directory,
  })
}

/** DynamoDB in memory. It has no option for the address, so it listens on all of them while it runs; it holds test data alone. */
export function startDynamo(directory: string): Promise<ServiceProcess> {
  const libraries = installedService('dynamo')
  const runner = 'software.amazon.dynamodb.services.local.main.ServerRunner'
  // A short life on two cores: little memory, the simple collector, no optimising compiler.
  const java = [
    '-Xmx256m',
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    `-Djava.library.path=${libraries}`,
    `-Djava.io.tmpdir=${directory}`,
    '-cp',
    join(libraries, '*'),
  ]
  return startService({
    command: 'java',
    args: (port) => [...java, runner, '-inMemory', '-sharedDb', '-disableTelemetry', '-port', String(port)],
    cwd: directory,
  })
}
