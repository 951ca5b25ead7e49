from django.db import migrations, models


class Migration(migrations.Migration):
    """Keep of a limit that runs to an hour at which."""

    dependencies = [("store", "0005_crossed")]

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
