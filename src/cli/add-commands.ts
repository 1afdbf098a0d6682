import type { Argv } from 'yargs'
import { addBuildCommand } from './add-build-command.ts'
import { addDiffCommand } from './add-diff-command.ts'
import { addDriftCommand } from './add-drift-command.ts'
import { addExplainCommand } from './add-explain-command.ts'
import { addInitCommand } from './add-init-command.ts'
import { addInventoryCommand } from './add-inventory-command.ts'
import { addPromoteCommand } from './add-promote-command.ts'
import { addPromotionsCommand } from './add-promotions-command.ts'
import { addRollbackCommand } from './add-rollback-command.ts'
import { addTreeCommand } from './add-tree-command.ts'
import { addWhyCommand } from './add-why-command.ts'
import type { Terminal } from './terminal.ts'

/** Adds the commands that `gitops` alone has, in the order in which its help shows them. `exit` sets the exit code. */
export function addCommands(parser: Argv, terminal: Terminal, exit: (code: number) => void): void {
  addBuildCommand(parser, terminal, exit)
  addWhyCommand(parser, terminal, exit)
  addInventoryCommand(parser, terminal)
  addDiffCommand(parser, terminal, exit)
  addPromoteCommand(parser, terminal, exit)
  addRollbackCommand(parser, terminal, exit)
  addDriftCommand(parser, terminal, exit)
  addPromotionsCommand(parser, terminal)
  addInitCommand(parser, terminal)
  addTreeCommand(parser, terminal)
  addExplainCommand(parser, terminal)
}
