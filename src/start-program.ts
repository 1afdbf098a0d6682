import packageJson from '../package.json' with { type: 'json' }
import type { Program } from './cli/program.ts'

/** Runs a binary with the process's arguments. Who asks for the version alone gets it before anything else is loaded. */
export async function startProgram(program: Program): Promise<void> {
  const [argument, ...others] = process.argv.slice(2)
  if (argument === '--version' && others.length === 0) {
    // A reader that has seen enough is no error.
    process.stdout.on('error', () => {})
    process.stdout.write(`${packageJson.version}\n`)
    return
  }
  const { main } = await import('./cli.ts')
  await main(program)
}
