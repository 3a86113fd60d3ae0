// Print the definitions of https://github.com/http-tests/cache-tests as JSON:
//
//     node tools/export_cache_tests.mjs path/to/cache-tests > cache-tests.json
//
// tests/caching/test_cache_tests.py reads the file from the path in STATUSKIT_CACHE_TESTS.

import path from 'node:path'
import { pathToFileURL } from 'node:url'

const [folder] = process.argv.slice(2)
if (folder === undefined) {
  console.error('which folder has the repository?')
  process.exit(2)
}
const { default: suites } = await import(pathToFileURL(path.resolve(folder, 'tests', 'index.mjs')))
console.log(JSON.stringify(suites))
