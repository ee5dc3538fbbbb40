"""Made from ui/forms by `make forms`; not edited by hand."""
