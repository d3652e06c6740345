/** Whether git can hold a file of this path, and no file system is misled by it. */
export function isFilePath(path: string): boolean {
  return (
    path !== '' &&
    !/[\0\n]/.test(path) &&
    path.split('/').every((part) => part !== '' && part !== '.' && part !== '..' && part.toLowerCase() !== '.git')
  )
}
