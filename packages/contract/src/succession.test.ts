import { describe, expect, it } from 'vitest'
import { findSuccessor, supersededComment } from './succession.ts'

describe('findSuccessor', () => {
  it.each([
    [[], null],
    [['Looks good.'], null],
    [[supersededComment(7), 'A pity.'], 7],
    [[supersededComment(7), supersededComment(9)], 9],
    [['Superseded by #7. Or not?'], null],
    [['> Superseded by #7.'], null],
  ])('reads %j', (comments, successor) => {
    expect(findSuccessor(comments)).toBe(successor)
  })
})
