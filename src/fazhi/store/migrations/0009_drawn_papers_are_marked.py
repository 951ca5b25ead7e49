"""Papers that were drawn get a mark; those that are there are marked as they are found."""

from typing import Any

from django.db import migrations, models

from fazhi.store.sealing import mark_of


def mark(apps: Any, editor: Any) -> None:
    """Mark each paper with its organ's key; where that is not at hand, verification will tell."""
    _guard(editor, on=False)
    for row in apps.get_model("store", "Rendering").objects.select_related("document").order_by("id"):
        try:
            row.mark = mark_of(row, row.document)
        except (ValueError, LookupError):
            continue
        row.save(update_fields=["mark"])
    _guard(editor, on=True)


def _guard(editor: Any, *, on: bool) -> None:
    """Let the table be written once; SQLite made it anew, and has lost its triggers until the end."""
    if editor.connection.vendor == "postgresql":
        editor.execute(f"ALTER TABLE store_rendering {'ENABLE' if on else 'DISABLE'} TRIGGER USER")


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0008_late_limits"),
    ]

    operations = [
        migrations.AddField(
            "rendering", "mark", models.CharField(default="", max_length=32), preserve_default=False
        ),
        migrations.RunPython(mark, migrations.RunPython.noop),
    ]
