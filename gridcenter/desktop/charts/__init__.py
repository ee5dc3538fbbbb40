"""Charts of the desk: pyqtgraph inside one frame, coloured from the tokens, labelled directly."""
