"""Runs the migration steps on the connection lent by `gridcenter.store.schema`; owns no transaction."""

from alembic import context

from gridcenter.store.models import Table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    render_as_batch=True,
    compare_type=True,
    transactional_ddl=False,
)
context.run_migrations()
