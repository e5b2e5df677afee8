"""Compiles a Typst document that loads a plug-in: DOCUMENT PLUGIN PICTURE.

Writes the page as a picture, and its tables to standard output as JSON. An error of the document
goes to standard error, with status 1.
"""

import os
import sys

import typst

document, plugin, picture = sys.argv[1:]
# Typst reads files below its root only, and a path from `/` begins there.
inputs = {"module": plugin}
try:
    page = typst.compile(document, root="/", format="png", ppi=144, sys_inputs=inputs)
    with open(picture, "wb") as file:
        file.write(page)
    cells = typst.query(document, "table", root="/", sys_inputs=inputs)
    os.write(1, cells.encode())
except RuntimeError as error:
    os.write(2, f"{error}\n".encode())
    sys.exit(1)
