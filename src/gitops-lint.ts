#!/usr/bin/env node
import { startProgram } from './start-program.ts'

void startProgram('gitops-lint')
