"""What is evidence is only added to: the database itself refuses anything else."""

from __future__ import annotations

from datetime import date

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from fazhi.store import models, triggers
from fazhi.usecases.clock import noon
from usecases.offices import Office
from usecases.tampering import unguarded

NAMES = [table.removeprefix("store_") for table in triggers.EVIDENCE]


MODELS = {one._meta.db_table: one for one in apps.get_app_config("store").get_models()}  # noqa: SLF001 - documented by Django


def refused(sql: str) -> bool:
    """Tell whether the database refuses a statement, as we mean it to."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    except DatabaseError as error:
        return "fazhi: append-only" in str(error)
    return False


def put_a_row(table: str) -> None:
    """Put a row into a table, whatever it says: a trigger that is asked for each row needs one."""
    model = MODELS[table]
    if model.objects.exists():
        return
    values = {}
    for field in model._meta.concrete_fields:  # noqa: SLF001 - as above
        kind = field.get_internal_type()
        if kind == "ForeignKey":
            values[field.attname] = field.related_model.objects.values_list("pk", flat=True).first()
        elif kind == "DateTimeField":
            values[field.attname] = noon(date(2025, 1, 1))
        elif kind == "DateField":
            values[field.attname] = date(2025, 1, 1)
        elif field.name != "id":
            values[field.attname] = 1 if "Integer" in kind else "x"
    model(**values).save(force_insert=True)


@pytest.fixture
def filled(office: Office) -> Office:
    office.mediate()
    for table in triggers.EVIDENCE:
        put_a_row(table)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # What is still to be checked of references would refuse TRUNCATE before our trigger does.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return office


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("name", NAMES)
def test_rows_of_evidence_are_neither_changed_nor_removed(name: str):
    table = f"store_{name}"
    column = connection.introspection.get_primary_key_column(connection.cursor(), table)

    assert refused(f"UPDATE {table} SET {column} = {column}")  # noqa: S608 - our own names
    assert refused(f"DELETE FROM {table}")  # noqa: S608 - as above


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="only PostgreSQL has TRUNCATE")
@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("name", NAMES)
def test_tables_of_evidence_are_not_truncated(name: str):
    assert refused(f"TRUNCATE store_{name} CASCADE")


@pytest.mark.usefixtures("filled")
def test_the_triggers_are_there_again_after_a_migration():
    with connection.cursor() as cursor:
        for table in triggers.EVIDENCE:
            if connection.vendor == "postgresql":
                cursor.execute(f"DROP TRIGGER {table}_no_change ON {table}")
                cursor.execute(f"DROP TRIGGER {table}_no_truncate ON {table}")
            else:
                cursor.execute(f"DROP TRIGGER {table}_no_update")
                cursor.execute(f"DROP TRIGGER {table}_no_delete")
    assert not refused("UPDATE store_entry SET step = step")

    call_command("migrate", verbosity=0)

    for table in triggers.EVIDENCE:
        assert refused(f"DELETE FROM {table}")  # noqa: S608 - our own names
    if connection.vendor == "postgresql":
        assert refused("TRUNCATE store_entry CASCADE")


@pytest.mark.usefixtures("filled")
def test_through_the_models_too_nothing_is_changed():
    for act in (
        lambda: models.Entry.objects.update(body="{}"),
        lambda: models.Entry.objects.all().delete(),
        lambda: models.Entry.objects.first().save(),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            act()


@pytest.mark.usefixtures("filled")
def test_what_is_kept_for_speed_may_be_changed():
    assert models.Balance.objects.update(amount=0)
    with unguarded():
        pass
    assert refused("UPDATE store_entry SET step = step")
