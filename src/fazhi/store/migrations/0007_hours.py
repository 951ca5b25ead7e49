from django.db import migrations, models


class Migration(migrations.Migration):
    """Keep of a limit that runs to an hour at which."""

    dependencies = [("store", "0006_looks_are_sealed")]

    operations = [
        migrations.AddField(
            "due",
            "hour",
            models.CharField(
                blank=True, default="", help_text="到期的时刻，如14:30；按日计的为空", max_length=5
            ),
            preserve_default=False,
        )
    ]
