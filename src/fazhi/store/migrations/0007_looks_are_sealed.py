"""Looks and published heads get chains of their own; those that are there are sealed as they are found."""

from typing import Any

from django.db import migrations, models

from fazhi.core.journal import GENESIS
from fazhi.store.journals import head_digest
from fazhi.store.looks import sealed

_CHAINED = ("store_look", "store_head")


def seal(apps: Any, editor: Any) -> None:
    """Number and seal the looks and heads of each organ, in the order in which they were taken."""
    rows = {name: apps.get_model("store", name) for name in ("Look", "Head", "Journal")}
    _guard(editor, on=False)
    for journal in rows["Journal"].objects.order_by("pk"):
        looks, seal_ = 0, GENESIS
        for look in rows["Look"].objects.filter(organ=journal.pk).order_by("id"):
            looks += 1
            look.number = looks
            look.seal = seal_ = sealed(look, seal_)
            look.save(update_fields=["number", "seal"])
        journal.looks, journal.looks_seal = looks, seal_
        journal.save(update_fields=["looks", "looks_seal"])
        before = GENESIS
        for head in rows["Head"].objects.filter(organ=journal.pk).order_by("day"):
            head.digest = before = head_digest(head, before)
            head.save(update_fields=["digest"])
    _guard(editor, on=True)


def _guard(editor: Any, *, on: bool) -> None:
    """Let the tables be written once; SQLite made them anew, and has lost their triggers until the end."""
    if editor.connection.vendor == "postgresql":
        for table in _CHAINED:
            editor.execute(f"ALTER TABLE {table} {'ENABLE' if on else 'DISABLE'} TRIGGER USER")


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0006_hours"),
    ]

    operations = [
        migrations.AddField("journal", "looks", models.BigIntegerField(default=0)),
        migrations.AddField("journal", "looks_seal", models.CharField(default=GENESIS, max_length=64)),
        migrations.AddField("look", "number", models.BigIntegerField(default=0), preserve_default=False),
        migrations.AddField(
            "look", "seal", models.CharField(default="", max_length=64), preserve_default=False
        ),
        migrations.AddField("head", "looks", models.BigIntegerField(default=0)),
        migrations.AddField("head", "looks_seal", models.CharField(default=GENESIS, max_length=64)),
        migrations.AddField(
            "head", "digest", models.CharField(default="", max_length=64), preserve_default=False
        ),
        migrations.RunPython(seal, migrations.RunPython.noop),
        migrations.AddConstraint(
            "look", models.UniqueConstraint(fields=("organ", "number"), name="look_number")
        ),
    ]
