"""The commands of `gridcenter`: each module has one `register(app)`; none imports Qt before a window is wanted."""
