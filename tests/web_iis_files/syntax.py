"""Prints where the PowerShell scripts that are named have a mistake."""

import sys

import tree_sitter_powershell
from tree_sitter import Language, Parser

parser = Parser(Language(tree_sitter_powershell.language()))
for name in sys.argv[1:]:
    with open(name, "rb") as script:
        waiting = [parser.parse(script.read().removeprefix(b"\xef\xbb\xbf")).root_node]
    while waiting:
        node = waiting.pop()
        if node.is_error or node.is_missing:
            print(f"{name}:{node.start_point.row + 1}: {node.text[:80]!r}")
        waiting.extend(node.children)
