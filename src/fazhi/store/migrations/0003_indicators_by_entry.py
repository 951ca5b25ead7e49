"""An organ's own indicator keeps the number of the entry that declared it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0002_stopped"),
    ]

    operations = [
        migrations.AddField(
            model_name="localindicator",
            name="entry",
            field=models.BigIntegerField(default=0),
            preserve_default=False,
        ),
    ]
