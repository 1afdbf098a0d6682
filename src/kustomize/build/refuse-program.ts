import type { Location } from '../../source/location.ts'
import { BuildError } from '../build-error.ts'
import type { BuildRun } from './build-run.ts'

/** What is wrong with an entry that another program would have to run: it is out of reach here, or Flux refuses it. */
export function refuseProgram({ programs }: BuildRun, what: string, at: Location | undefined): BuildError {
  if (programs === 'unseen') {
    return new BuildError({ code: 'plugin', message: `${what} is a program of its own, which is not run`, at })
  }
  const message = `${what} is a program of its own, and Flux runs none`
  return new BuildError({ code: 'plugin-refused', message, at })
}
