"""The pages on the rail. Every page: `Page(ports, background, theme, parent=None)`."""
